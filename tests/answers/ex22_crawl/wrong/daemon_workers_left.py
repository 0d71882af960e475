# verdict: leaked @ pages
# The workers are daemons that nobody ends: they live as long as the caller.
# Breaks "On return all processes have ended and are joined": active_children() still has them.
import multiprocessing as mp


def work(fetch, tasks, results):
    while True:
        page = tasks.get()
        try:
            links = fetch(page)
        except Exception:
            links = []
        results.put(links)


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks, results = mp.Queue(), mp.Queue()
    for _ in range(workers):
        # daemon: goes away with the program
        mp.Process(target=work, args=(fetch, tasks, results), daemon=True).start()

    seen = {start}
    tasks.put(start)
    pending = 1
    while pending:
        links = results.get()
        pending -= 1
        for link in links:
            if link not in seen:
                seen.add(link)
                tasks.put(link)
                pending += 1
    return seen
