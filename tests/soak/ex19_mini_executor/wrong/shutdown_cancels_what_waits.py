# verdict: wrong @ shutdown
# Shutdown cancels the tasks that no worker has yet.
# Breaks "what was submitted still runs": more tasks than workers at the end of the with block.

import multiprocessing as mp
import os
import pickle
import select
import socket
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import AbstractContextManager, suppress
from multiprocessing import connection, util


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


def frame(data: bytes) -> bytes:
    return len(data).to_bytes(8, "big") + data


def work(sock: socket.socket) -> None:
    with suppress(OSError), sock, sock.makefile("rb") as tasks:
        sock.sendall(frame(b""))  # It is ready.
        while size := int.from_bytes(tasks.read(8), "big"):
            sock.sendall(frame(pickle.dumps(run(tasks.read(size)))))


class Worker:
    def __init__(self) -> None:
        self.sock, theirs = socket.socketpair()
        self.sock.setblocking(False)
        self.process = mp.Process(target=work, args=(theirs,))
        self.process.start()
        theirs.close()
        self.inbox, self.outbox, self.idle, self.future = bytearray(), b"", False, None

    def exchange(self) -> bool:  # Sends and receives what it can at once. Is the worker there?
        there = self.process.is_alive() and not connection.wait([self.process.sentinel], 0)
        with suppress(OSError):
            while self.outbox:
                self.outbox = self.outbox[self.sock.send(self.outbox) :]
        try:
            while chunk := self.sock.recv(1 << 18):
                self.inbox += chunk
            there = False
        except OSError as error:
            there = there and isinstance(error, BlockingIOError)
        if len(self.inbox) >= 8 and len(self.inbox) == 8 + int.from_bytes(self.inbox[:8], "big"):
            if self.future:
                settle(self.future, *pickle.loads(self.inbox[8:]))
            self.idle, self.future, self.inbox = True, None, bytearray()
        return there

    def discharge(self) -> None:
        self.sock.shutdown(socket.SHUT_WR)
        self.process.join()
        self.sock.close()
        if self.future:
            self.future.set_exception(WorkerDied("the worker died"))


class Executor(AbstractContextManager):
    def __init__(self, workers: int) -> None:
        self._tasks, self._closed, self._lock = deque(), False, threading.RLock()
        self._bell = os.eventfd(0, os.EFD_NONBLOCK)
        self._crew = [Worker() for _ in range(workers)]
        self._loop = threading.Thread(target=self._run, daemon=True)
        self._loop.start()
        self._close = util.Finalize(None, self._end, exitpriority=10)  # It is done once.

    def _end(self) -> None:
        with self._lock:
            self._closed = True
            for future, _ in self._tasks:
                future.cancel()
            os.eventfd_write(self._bell, 1)

    def _run(self) -> None:
        while not self._closed or self._tasks or any(worker.future for worker in self._crew):
            poll = select.poll()
            poll.register(self._bell, select.POLLIN)
            for worker in self._crew:
                poll.register(worker.process.sentinel, select.POLLIN)
                poll.register(worker.sock, select.POLLIN | select.POLLOUT * bool(worker.outbox))
            poll.poll(500)
            with suppress(BlockingIOError):
                os.eventfd_read(self._bell)
            for place, worker in enumerate(self._crew):
                if not worker.exchange():
                    worker.discharge()
                    self._crew[place] = Worker()
            for worker in self._crew:
                ends = [worker.sock, worker.process.sentinel]
                while worker.idle and self._tasks and not connection.wait(ends, 0):
                    future, data = self._tasks.popleft()
                    if future.set_running_or_notify_cancel():
                        worker.idle, worker.future = False, future
                        worker.outbox = memoryview(frame(data))
        while self._crew:
            self._crew.pop().discharge()
        with self._lock:
            os.close(self._bell)

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
        self._close()  # Without wait, a thread that is no daemon keeps the interpreter.
        last = threading.Thread(target=self._loop.join)
        last.run() if wait else last.start()

    def __exit__(self, *_) -> None:
        self.shutdown()
