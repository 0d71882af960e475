"""Tasks and outcomes are files, one thread exchanges with the workers who has to read which."""

import multiprocessing as mp
import os
import pickle
import shutil
import tempfile
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import connection, util
from pathlib import Path


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


def work(conn, file: Path) -> None:
    with suppress(EOFError, OSError):  # The user has gone.
        conn.send_bytes(b"ready")
        while conn.recv_bytes():
            file.write_bytes(pickle.dumps(run(file.read_bytes())))
            conn.send_bytes(b"done")


class Worker:
    def __init__(self, folder: str) -> None:
        handle, name = tempfile.mkstemp(dir=folder)
        os.close(handle)
        self.file, self.idle, self.future = Path(name), False, None
        self.conn, theirs = mp.Pipe()
        self.process = mp.Process(target=work, args=(theirs, self.file))
        self.process.start()
        theirs.close()

    def start(self, future: Promise, data: bytes) -> None:
        self.idle, self.future = False, future
        self.file.write_bytes(data)
        with suppress(OSError):  # So short a message never waits, and is whole or not there.
            self.conn.send_bytes(b"task")

    def look(self) -> bool:  # Is it there?
        there = self.process.is_alive() and not connection.wait([self.process.sentinel], 0)
        try:
            while self.conn.poll():
                self.conn.recv_bytes()
                if self.future:
                    settle(self.future, *pickle.loads(self.file.read_bytes()))
                self.idle, self.future = True, None
        except (EOFError, OSError):
            return False
        return there

    def discharge(self) -> None:
        with suppress(OSError):
            self.conn.send_bytes(b"")
        self.process.join()
        self.conn.close()
        self.file.unlink()
        if self.future:
            self.future.set_exception(WorkerDied("the worker died"))


class Executor:
    def __init__(self, workers: int) -> None:
        self._folder, self._bell = tempfile.mkdtemp(), os.eventfd(0, os.EFD_NONBLOCK)
        self._lock, self._tasks, self._closed = threading.RLock(), deque(), False
        self._crew = [Worker(self._folder) for _ in range(workers)]
        self._clerk = threading.Thread(target=self._run, daemon=True)
        self._clerk.start()
        self._at_exit = util.Finalize(None, self.shutdown, exitpriority=10)

    def _run(self) -> None:
        while not self._closed or self._tasks or any(worker.future for worker in self._crew):
            watched = [worker.process.sentinel for worker in self._crew] + [self._bell]
            connection.wait(watched + [worker.conn for worker in self._crew], 0.5)
            with suppress(BlockingIOError):
                os.eventfd_read(self._bell)
            for place, worker in enumerate(self._crew):
                if not worker.look():
                    worker.discharge()
                    self._crew[place] = Worker(self._folder)
            for worker in self._crew:
                ends = [worker.conn, worker.process.sentinel]
                while worker.idle and self._tasks and not connection.wait(ends, 0):
                    future, data = self._tasks.popleft()
                    if future.set_running_or_notify_cancel():
                        worker.start(future, data)
        while self._crew:
            self._crew.pop().discharge()
        with self._lock:
            os.close(self._bell)
        shutil.rmtree(self._folder)

    def submit(self, fn, *args) -> Promise:
        future, data = Promise(), pickle.dumps((fn, args))
        with self._lock:
            if self._closed:
                raise RuntimeError("submit after shutdown")
            self._tasks.append((future, data))
            os.eventfd_write(self._bell, 1)
        return future

    def map(self, fn, iterable):
        return map(Promise.result, [self.submit(fn, item) for item in iterable])

    def shutdown(self, wait: bool = True) -> None:
        with self._lock:
            if not self._closed:
                self._closed = True
                os.eventfd_write(self._bell, 1)
        self._at_exit.cancel()  # Without wait, a thread that is no daemon keeps the interpreter.
        last = threading.Thread(target=self._clerk.join)
        last.run() if wait else last.start()

    def __enter__(self) -> "Executor":
        return self

    def __exit__(self, *_) -> None:
        self.shutdown()
