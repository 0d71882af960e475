# verdict: deadlock | timeout @ lone_page
# The first page is dealt with before the loop, which then waits for a result whatever was found.
# Breaks "All these pages are returned, start too": a start without new links makes crawl hang.
import multiprocessing as mp


def work(fetch, tasks, results):
    for page in iter(tasks.get, None):
        try:
            links = fetch(page)
        except Exception:
            links = []
        results.put(links)


def hand_out(links, seen, tasks):
    """Queue what is new among the links, return how many that are."""
    new = set(links) - seen
    seen |= new
    for page in new:
        tasks.put(page)
    return len(new)


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks, results = mp.Queue(), mp.Queue()
    team = [mp.Process(target=work, args=(fetch, tasks, results)) for _ in range(workers)]
    for process in team:
        process.start()

    seen = {start}
    tasks.put(start)
    pending = hand_out(results.get(), seen, tasks)
    while True:
        pending += hand_out(results.get(), seen, tasks) - 1
        if pending == 0:
            break

    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return seen
