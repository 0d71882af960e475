# verdict: wrong @ ends | chain
# An empty queue with no worker busy is taken for the end, though a page may just be on its way.
# Breaks "All these pages are returned": now and then a long chain of fast pages ends early.
import multiprocessing as mp
import threading
import time
from multiprocessing.managers import BaseManager


class Seen:
    def __init__(self, start):
        self._pages = {start}
        self._lock = threading.Lock()

    def add(self, links):
        with self._lock:
            new = set(links) - self._pages
            self._pages |= new
            return new

    def pages(self):
        with self._lock:
            return set(self._pages)


class SeenManager(BaseManager):
    pass


SeenManager.register("Seen", Seen)


def work(fetch, tasks, seen, busy):
    for page in iter(tasks.get, None):
        with busy.get_lock():
            busy.value += 1
        try:
            links = fetch(page)
        except Exception:
            links = []
        for link in seen.add(links):
            tasks.put(link)
        with busy.get_lock():
            busy.value -= 1


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks = mp.Queue()
    busy = mp.Value("i", 0)
    with SeenManager() as manager:
        seen = manager.Seen(start)
        args = (fetch, tasks, seen, busy)
        team = [mp.Process(target=work, args=args) for _ in range(workers)]
        for process in team:
            process.start()

        tasks.put(start)
        while True:
            time.sleep(0.04)
            if tasks.empty() and busy.value == 0:
                break

        for _ in team:
            tasks.put(None)
        for process in team:
            process.join()
        return seen.pages()
