# verdict: wrong @ shutdown_at_once
# Shutdown does nothing if it was called before.
# Breaks "It returns when all is done": shutdown(wait=False) and then shutdown(), while tasks run.

import multiprocessing as mp
import pickle
import socket
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import AbstractContextManager, suppress
from multiprocessing import util


class WorkerDied(Exception):
    pass


class Promise(Future):
    def result(self, timeout=None):  # The one of Future takes a false exception for none.
        if (error := self.exception(timeout)) is not None:
            raise error
        return super().result()


def rebuild(data: bytes):
    thing, args = pickle.loads(data)
    if args is not None:  # Some classes of exceptions make other args of their args.
        thing.args = args
    return thing


def run(task: bytes) -> tuple[str | None, bytes]:  # The name of the exception's class, the pickle.
    try:
        fn, args = pickle.loads(task)
        return None, pickle.dumps((fn(*args), None))
    except BaseException as error:
        for with_args in (True, False):
            with suppress(BaseException):
                data = pickle.dumps((error, error.args if with_args else None))
                if type(rebuild(data)) is type(error):
                    return type(error).__name__, data
        return type(error).__name__, b""


def settle(future: Future, name: str | None, data: bytes) -> None:
    try:
        outcome = rebuild(data)
    except BaseException:
        name, outcome = "error", RuntimeError(f"cannot rebuild the {name or 'value'}")
    (future.set_result if name is None else future.set_exception)(outcome)


def work(conn) -> None:
    with suppress(EOFError, OSError):  # The user has gone.
        conn.send_bytes(b"ready")
        while task := conn.recv_bytes():
            conn.send(run(task))


class Worker:
    def __init__(self) -> None:
        self.conn, theirs = mp.Pipe()
        self.process, self.thread = mp.Process(target=work, args=(theirs,)), None
        self.process.start()
        theirs.close()

    def there(self) -> bool:
        return self.process.is_alive() and not self.conn.poll()

    def stop(self) -> None:
        with suppress(OSError):
            self.conn.send_bytes(b"")


class Executor(AbstractContextManager):
    def __init__(self, workers: int) -> None:
        self._lock, self._tasks, self._closed = threading.RLock(), deque(), False
        self._idle, crew = [], [Worker() for _ in range(workers)]
        self._threads = [threading.Thread(target=self._watch, args=(w,), daemon=True) for w in crew]
        for thread in self._threads:
            thread.start()
        self._at_exit = util.Finalize(None, self.shutdown, exitpriority=10)

    def _watch(self, worker: Worker) -> None:
        while True:
            while worker.process.is_alive() and not worker.conn.poll(0.5):
                pass
            with suppress(EOFError, OSError):
                if worker.conn.poll() and worker.conn.recv_bytes():  # It is ready.
                    self._employ(worker)
            worker.process.join()
            with socket.fromfd(worker.conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.shutdown(socket.SHUT_RDWR)  # The thread of its task wakes up.
            with self._lock:
                self._idle = [other for other in self._idle if other is not worker]
            if worker.thread:
                worker.thread.join()
            worker.conn.close()
            with self._lock:
                if self._closed and not self._tasks:
                    return
            worker = Worker()

    def _employ(self, worker: Worker) -> None:
        with self._lock:
            if task := self._next(worker):
                worker.thread = threading.Thread(target=self._perform, args=(worker, task))
                worker.thread.start()

    def _next(self, worker: Worker) -> tuple[Promise, bytes] | None:
        with self._lock:
            while self._tasks and worker.there():
                task = self._tasks.popleft()
                if task[0].set_running_or_notify_cancel():
                    return task
            if self._closed:
                worker.stop()
            elif worker.there():
                self._idle.append(worker)

    def _perform(self, worker: Worker, task: tuple[Promise, bytes] | None) -> None:
        while task:
            try:
                worker.conn.send_bytes(task[1])
                outcome = worker.conn.recv()
            except (EOFError, OSError):
                return task[0].set_exception(WorkerDied("the worker died"))
            settle(task[0], *outcome)
            task = self._next(worker)

    def submit(self, fn, *args) -> Promise:
        future, data = Promise(), pickle.dumps((fn, args))
        with self._lock:
            if self._closed:
                raise RuntimeError("submit after shutdown")
            self._tasks.append((future, data))
            for worker in self._idle:
                if worker.there():
                    self._idle.remove(worker)
                    self._employ(worker)
                    break
        return future

    def map(self, fn, iterable):
        return map(Promise.result, [self.submit(fn, item) for item in iterable])

    def shutdown(self, wait: bool = True) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
            while self._idle:
                self._idle.pop().stop()
        self._at_exit.cancel()  # Without wait, a thread that is no daemon keeps the interpreter.
        last = threading.Thread(target=lambda: [thread.join() for thread in self._threads])
        last.run() if wait else last.start()

    def __exit__(self, *_) -> None:
        self.shutdown()
