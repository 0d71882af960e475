# verdict: wrong @ pages
# task_done() is called before the page's links are in the queue.
# Breaks "All these pages are returned": join() comes back in between and pages are missing.
import multiprocessing as mp
import threading
from multiprocessing.managers import BaseManager


class Book:
    """The pages that are known; lives in the manager's process."""

    def __init__(self, start):
        self._pages = {start}
        self._lock = threading.Lock()

    def enter(self, links):
        """Return those that are new."""
        with self._lock:
            new = set(links) - self._pages
            self._pages |= new
        return new

    def everything(self):
        return self._pages


class BookManager(BaseManager):
    pass


BookManager.register("Book", Book)


def work(fetch, tasks, book):
    while (page := tasks.get()) is not None:
        try:
            links = fetch(page)
        except Exception:
            links = []
        tasks.task_done()
        for link in book.enter(links):
            tasks.put(link)


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks = mp.JoinableQueue()
    with BookManager() as manager:
        book = manager.Book(start)
        team = [mp.Process(target=work, args=(fetch, tasks, book)) for _ in range(workers)]
        for process in team:
            process.start()
        tasks.put(start)
        tasks.join()
        for _ in team:
            tasks.put(None)
        for process in team:
            process.join()
        return book.everything()
