"""A thread for each worker drives it by a pipe; the threads share a joined queue.Queue."""

import multiprocessing as mp
import queue
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection


def _work(fetch: Callable[[str], list[str]], pipe: Connection) -> None:
    with pipe:
        while (page := pipe.recv()) is not None:
            try:
                links = set(fetch(page))
            except Exception:  # the page counts all the same
                links = set()
            pipe.send(links)


class _Driver(threading.Thread):
    def __init__(
        self,
        pipe: Connection,
        todo: "queue.Queue[str | None]",
        seen: set[str],
        lock: threading.Lock,
    ) -> None:
        super().__init__()
        self._pipe, self._todo, self._seen, self._lock = pipe, todo, seen, lock

    def run(self) -> None:
        with self._pipe as pipe:
            while (page := self._todo.get()) is not None:
                pipe.send(page)
                links = pipe.recv()
                with self._lock:
                    new = links - self._seen
                    self._seen |= new
                for link in new:
                    self._todo.put(link)
                self._todo.task_done()  # after the puts, so that join cannot return too early
            pipe.send(None)  # no page is None


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    todo: queue.Queue[str | None] = queue.Queue()
    seen = {start}
    lock = threading.Lock()
    processes: list[mp.Process] = []
    drivers: list[_Driver] = []
    for _ in range(workers):
        ours, theirs = mp.Pipe()
        process = mp.Process(target=_work, args=(fetch, theirs))
        process.start()
        theirs.close()
        processes.append(process)
        drivers.append(_Driver(ours, todo, seen, lock))
    for driver in drivers:  # not before the last fork
        driver.start()

    todo.put(start)
    todo.join()
    for _ in drivers:
        todo.put(None)
    for driver in drivers:
        driver.join()
    for process in processes:
        process.join()
        process.close()
    return seen
