# verdict: deadlock | timeout @ pages
# A new page that a list holds twice is handed out once but counted twice.
# Breaks "A list may hold ... the same page several times": the count never gets to 0, crawl hangs.
import multiprocessing as mp


def work(fetch, tasks, results):
    for page in iter(tasks.get, None):
        try:
            links = fetch(page)
        except Exception:
            links = []
        results.put(links)


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks, results = mp.Queue(), mp.Queue()
    team = [mp.Process(target=work, args=(fetch, tasks, results)) for _ in range(workers)]
    for process in team:
        process.start()

    seen = {start}
    tasks.put(start)
    pending = 1
    while pending:
        new = [link for link in results.get() if link not in seen]
        pending += len(new) - 1
        for link in set(new):
            tasks.put(link)
        seen.update(new)

    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return seen
