# verdict: wrong @ pages
# A page is marked as known only when its links come back, so it can be handed out twice.
# Breaks "called exactly once": two pages that link to the same third one have it fetched twice.
import multiprocessing as mp
from collections.abc import Callable


def work(fetch, tasks, results):
    for page in iter(tasks.get, None):
        try:
            links = fetch(page)
        except Exception:
            links = []
        results.put((page, links))


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    tasks, results = mp.Queue(), mp.Queue()
    team = [mp.Process(target=work, args=(fetch, tasks, results)) for _ in range(workers)]
    for process in team:
        process.start()

    visited = set()
    tasks.put(start)
    open_tasks = 1
    while open_tasks:
        page, links = results.get()
        open_tasks -= 1
        if page in visited:
            continue
        visited.add(page)
        for link in set(links) - visited:
            tasks.put(link)
            open_tasks += 1

    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return visited
