# verdict: deadlock | timeout @ wide_pages
# The results are read only after the workers are joined, which wait to get rid of them.
# Breaks "There are up to 3,000 pages": more than a pipe holds (64 KiB) makes crawl hang.
import multiprocessing as mp
import threading
from multiprocessing.managers import BaseManager


class Registry:
    def __init__(self, start):
        self._seen = {start}
        self._lock = threading.Lock()

    def unseen(self, links):
        with self._lock:
            new = set(links) - self._seen
            self._seen |= new
            return new


class RegistryManager(BaseManager):
    pass


RegistryManager.register("Registry", Registry)


def work(fetch, tasks, registry, results):
    for page in iter(tasks.get, None):
        try:
            links = fetch(page)
        except Exception:
            links = []
        results.put((page, links))
        for link in registry.unseen(links):
            tasks.put(link)
        tasks.task_done()


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks, results = mp.JoinableQueue(), mp.Queue()
    with RegistryManager() as manager:
        registry = manager.Registry(start)
        args = (fetch, tasks, registry, results)
        team = [mp.Process(target=work, args=args) for _ in range(workers)]
        for process in team:
            process.start()
        tasks.put(start)
        tasks.join()
        for _ in team:
            tasks.put(None)
        for process in team:
            process.join()

    graph = {}
    while not results.empty():  # exact: all who write have ended
        page, links = results.get()
        graph[page] = links
    return set(graph)
