# verdict: crashed @ map
# Map returns the list of all values.
# Breaks "raises what fn raised where that is reached": fn fails for the third of five items.

import multiprocessing as mp
import os
import pickle
import socket
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import AbstractContextManager, suppress
from multiprocessing import connection
from select import POLLIN, POLLOUT, poll


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


def frame(data: bytes) -> memoryview:
    return memoryview(len(data).to_bytes(8, "big") + data)


def work(sock: socket.socket) -> None:
    with suppress(OSError), sock, sock.makefile("rb") as tasks:
        sock.sendall(frame(b""))  # It is ready.
        while size := int.from_bytes(tasks.read(8), "big"):
            sock.sendall(frame(pickle.dumps(run(tasks.read(size)))))


class Worker:
    def __init__(self) -> None:
        self.sock, theirs = socket.socketpair()
        self.sock.setblocking(False)
        self.process, self.future = mp.Process(target=work, args=(theirs,)), None
        self.process.start()
        theirs.close()

    def does(self, call, argument, event: int):
        while True:
            last = not self.process.is_alive()  # Somebody else may hold the other end.
            with suppress(BlockingIOError):
                return call(argument)
            if last:
                raise EOFError
            yield self.sock, event

    def receives(self):
        data = bytearray()
        while len(data) < 8 or len(data) < 8 + int.from_bytes(data[:8], "big"):
            if not (chunk := (yield from self.does(self.sock.recv, 1 << 18, POLLIN))):
                raise EOFError
            data += chunk
        return data[8:]

    def leaves(self):
        self.sock.shutdown(socket.SHUT_WR)
        while self.process.is_alive():
            yield self.process.sentinel, POLLIN
        self.sock.close()
        if self.future and not self.future.done():
            self.future.set_exception(WorkerDied("the worker died"))


class Executor(AbstractContextManager):
    def __init__(self, workers: int) -> None:
        self._lock, self._tasks, self._closed = threading.RLock(), deque(), False
        self._bell = os.eventfd(0, os.EFD_NONBLOCK)
        chores = [self._care(Worker()) for _ in range(workers)]
        self._scheduler = threading.Thread(target=self._run, args=(chores,), daemon=True)
        self._scheduler.start()

    def _run(self, chores: list) -> None:
        while awaits := {chore: event for chore in chores if (event := next(chore, None))}:
            poller, chores = poll(), list(awaits)
            for source, event in [(self._bell, POLLIN), *awaits.values()]:
                poller.register(source, event)
            poller.poll(500)
            with suppress(BlockingIOError):
                os.eventfd_read(self._bell)
        with self._lock:
            os.close(self._bell)

    def _care(self, worker: Worker):
        while True:
            with suppress(EOFError, OSError):
                yield from worker.receives()  # It is ready.
                while not self._closed or self._tasks:
                    nothing = not self._tasks
                    if connection.wait([worker.sock], 0) or not worker.process.is_alive():
                        raise EOFError
                    if nothing:
                        yield worker.sock, POLLIN
                    elif (task := self._tasks.popleft())[0].set_running_or_notify_cancel():
                        worker.future, rest = task[0], frame(task[1])
                        while rest:
                            rest = rest[(yield from worker.does(worker.sock.send, rest, POLLOUT)) :]
                        settle(worker.future, *pickle.loads((yield from worker.receives())))
                return (yield from worker.leaves())
            yield from worker.leaves()
            worker = Worker()

    def submit(self, fn, *args) -> Promise:
        future, data = Promise(), pickle.dumps((fn, args))
        with self._lock:
            if self._closed:
                raise RuntimeError("submit after shutdown")
            self._tasks.append((future, data))
            os.eventfd_write(self._bell, 1)
        return future

    def map(self, fn, iterable):
        futures = [self.submit(fn, item) for item in iterable]
        return [future.result() for future in futures]

    def shutdown(self, wait: bool = True) -> None:
        with self._lock:
            if not self._closed:
                self._closed = True
                os.eventfd_write(self._bell, 1)
        last = threading.Thread(target=self._scheduler.join)
        last.run() if wait else last.start()

    def __exit__(self, *_) -> None:
        self.shutdown()
