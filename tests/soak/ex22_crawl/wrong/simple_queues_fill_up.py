# verdict: deadlock | timeout @ wide_pages
# A SimpleQueue is a bare pipe: the caller blocks putting pages, the workers putting their links.
# Breaks "A page is any str" (with 500 links): pages with long names fill both pipes, crawl hangs.
import multiprocessing as mp


def work(fetch, tasks, results):
    for page in iter(tasks.get, None):
        try:
            links = fetch(page)
        except Exception:
            links = []
        results.put(links)


def crawl(start: str, fetch, workers: int) -> set[str]:
    # SimpleQueue: no threads behind our back.
    tasks, results = mp.SimpleQueue(), mp.SimpleQueue()
    team = [mp.Process(target=work, args=(fetch, tasks, results)) for _ in range(workers)]
    for process in team:
        process.start()

    seen = {start}
    tasks.put(start)
    running = 1
    while running:
        new = set(results.get()) - seen
        running -= 1
        for link in new:
            seen.add(link)
            tasks.put(link)
            running += 1

    for _ in range(workers):
        tasks.put(None)
    for process in team:
        process.join()
    tasks.close()
    results.close()
    return seen
