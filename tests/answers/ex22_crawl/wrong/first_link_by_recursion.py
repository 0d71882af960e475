# verdict: crashed | wrong @ chain
# The worker goes on with the first new link by calling itself.
# Breaks "even in a single chain": at about 1,000 pages RecursionError ends it and crawl hangs.
import multiprocessing as mp
import threading
from multiprocessing.managers import BaseManager


class Known:
    def __init__(self, start):
        self._pages = {start}
        self._lock = threading.Lock()

    def add(self, links):
        with self._lock:
            new = set(links) - self._pages
            self._pages.update(new)
            return list(new)

    def all(self):
        with self._lock:
            return set(self._pages)


class KnownManager(BaseManager):
    pass


KnownManager.register("Known", Known)


def visit(page, fetch, tasks, known):
    try:
        links = fetch(page)
    except Exception:
        links = []
    new = known.add(links)
    for link in new[1:]:
        tasks.put(link)  # for the others
    if new:
        visit(new[0], fetch, tasks, known)  # saves the way through the queue


def work(fetch, tasks, known):
    for page in iter(tasks.get, None):
        visit(page, fetch, tasks, known)
        tasks.task_done()


def crawl(start: str, fetch, workers: int) -> set[str]:
    with KnownManager() as manager:
        known = manager.Known(start)
        tasks = mp.JoinableQueue()
        team = [mp.Process(target=work, args=(fetch, tasks, known)) for _ in range(workers)]
        for process in team:
            process.start()
        tasks.put(start)
        tasks.join()
        for _ in team:
            tasks.put(None)
        for process in team:
            process.join()
        return known.all()
