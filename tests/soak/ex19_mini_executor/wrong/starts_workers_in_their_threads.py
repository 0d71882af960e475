# verdict: deadlock @ neighbours (fork)
# Each thread starts its own worker, and all of them do so at the same time.
# Breaks "its outcome is WorkerDied": under fork one worker gets the far end of the other's pipe.

import multiprocessing as mp
import pickle
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, suppress
from multiprocessing.connection import Connection
from typing import Any

NO_MORE = b""  # No pickle is empty.


class WorkerDied(Exception):
    pass


def outcome_of(task: bytes) -> bytes:
    """Do a task; return the pickle of whether it failed, and of its exception or value."""
    try:
        fn, args = pickle.loads(task)
        return pickle.dumps((False, fn(*args)))
    except BaseException as error:  # Whatever it is, it goes to whoever waits.
        with suppress(Exception):  # Not every exception survives its own pickle.
            again = pickle.loads(outcome := pickle.dumps((True, error)))[1]
            if (type(again), str(again)) == (type(error), str(error)):
                return outcome
        return pickle.dumps((True, RuntimeError(f"{type(error).__name__}: {error}")))


def work(conn: Connection) -> None:
    while (task := conn.recv_bytes()) != NO_MORE:
        conn.send_bytes(outcome_of(task))


def settle(future: Future, outcome: bytes) -> None:
    """Make a worker's message the outcome."""
    try:
        failed, result = pickle.loads(outcome)
    except Exception as error:  # A value may refuse to be rebuilt.
        failed, result = True, error
    (future.set_exception if failed else future.set_result)(result)


class Worker:
    def __init__(self) -> None:
        self.conn, theirs = mp.Pipe()
        self.process = mp.Process(target=work, args=(theirs,))
        self.process.start()
        theirs.close()

    def end(self) -> None:
        self.process.join()
        self.conn.close()


class Executor(AbstractContextManager):
    """Calls functions in child processes, and goes on when one of these dies."""

    def __init__(self, workers: int) -> None:
        self._closed, self._lock = False, threading.Lock()
        self._tasks: queue.SimpleQueue = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._employ) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def _employ(self) -> None:
        """Give a worker, and whoever replaces it, one task after the other."""
        worker = Worker()
        for future, task in iter(self._tasks.get, None):
            if future.set_running_or_notify_cancel():
                try:
                    worker.conn.send_bytes(task)
                    outcome = worker.conn.recv_bytes()
                except (EOFError, OSError):
                    future.set_exception(WorkerDied("the worker died in this task"))
                    worker.end()
                    worker = Worker()
                else:
                    settle(future, outcome)
        worker.conn.send_bytes(NO_MORE)
        worker.end()

    def submit(self, fn: Callable[..., Any], *args: Any) -> Future:
        future, task = Future(), pickle.dumps((fn, args))
        with self._lock:  # No task may come after the end marks.
            if self._closed:
                raise RuntimeError("submit() after shutdown()")
            self._tasks.put((future, task))
        return future

    def map(self, fn: Callable[[Any], Any], iterable: Iterable[Any]) -> Iterator[Any]:
        futures = [self.submit(fn, item) for item in iterable]
        return (future.result() for future in futures)

    def shutdown(self, wait: bool = True) -> None:
        with self._lock:
            if not self._closed:
                self._closed = True
                for _ in self._threads:
                    self._tasks.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def __exit__(self, *_: object) -> None:
        self.shutdown()
