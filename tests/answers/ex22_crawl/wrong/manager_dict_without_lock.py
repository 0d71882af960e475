# verdict: wrong @ same_links
# The workers look up and then enter pages in a manager's dict, in two steps without a lock.
# Breaks "called exactly once": two workers that find a page at the same time both queue it.
import multiprocessing as mp
from collections.abc import Callable


def visit_all(fetch, tasks, seen):
    while (page := tasks.get()) is not None:
        try:
            links = fetch(page)
        except Exception:
            links = []
        # The manager deals with one call at a time, so this is safe.
        known = seen.copy()
        new = {link: True for link in links if link not in known}
        seen.update(new)
        for link in new:
            tasks.put(link)
        tasks.task_done()


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    tasks = mp.JoinableQueue()
    with mp.Manager() as manager:
        seen = manager.dict()
        seen[start] = True
        team = [
            mp.Process(target=visit_all, args=(fetch, tasks, seen)) for _ in range(workers)
        ]
        for process in team:
            process.start()
        tasks.put(start)
        tasks.join()
        for _ in team:
            tasks.put(None)
        for process in team:
            process.join()
        return set(seen.keys())
