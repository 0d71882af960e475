# verdict: wrong @ deaths
# Puts the task of a dead worker in front of the queue again, once.
# Breaks "It is not tried again": fn that notes its call and then kills its worker runs twice.

import multiprocessing as mp
import pickle
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
        self.sock.settimeout(0.5)
        self.process = mp.Process(target=work, args=(theirs,))
        self.process.start()
        theirs.close()

    def patiently(self, call, argument):
        while True:
            last = not self.process.is_alive()  # Somebody else may hold the other end.
            with suppress(TimeoutError):
                return call(argument)
            if last:
                raise EOFError

    def send(self, data: bytes) -> None:
        rest = memoryview(frame(data))
        while rest:
            rest = rest[self.patiently(self.sock.send, rest) :]

    def receive(self) -> bytes:
        data = bytearray()
        while len(data) < 8 or len(data) < 8 + int.from_bytes(data[:8], "big"):
            if not (chunk := self.patiently(self.sock.recv, 1 << 18)):
                raise EOFError
            data += chunk
        return bytes(data[8:])

    def discharge(self) -> None:
        self.sock.shutdown(socket.SHUT_WR)
        self.process.join()
        self.sock.close()


class Executor(AbstractContextManager):
    def __init__(self, workers: int) -> None:
        self._tasks, self._closed, self._changed = deque(), False, threading.Condition()
        crew = [Worker() for _ in range(workers)]
        self._threads = [threading.Thread(target=self._care, args=(w,), daemon=True) for w in crew]
        for thread in self._threads:
            thread.start()
        self._close = util.Finalize(None, self._end, exitpriority=10)  # It is done once.

    def _end(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _care(self, worker: Worker) -> None:
        while True:
            with suppress(EOFError, OSError):
                worker.receive()
                while self._serve(worker):
                    pass
                return worker.discharge()
            worker.discharge()
            worker = Worker()

    def _serve(self, worker: Worker) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._tasks or self._closed, 0.5)
            if connection.wait([worker.sock], 0) or not worker.process.is_alive():
                raise EOFError
            if not self._tasks:
                return not self._closed
            future, data, tries = self._tasks.popleft()
        if future.running() or future.set_running_or_notify_cancel():
            try:
                worker.send(data)
                settle(future, *pickle.loads(worker.receive()))
            except (EOFError, OSError):
                if not tries:
                    future.set_exception(WorkerDied("the worker died"))
                self._tasks.extendleft([(future, data, 0)] * tries)
                raise
        return True

    def submit(self, fn, *args) -> Promise:
        future, data = Promise(), pickle.dumps((fn, args))
        with self._changed:
            if self._closed:
                raise RuntimeError("submit after shutdown")
            self._tasks.append((future, data, 1))
            self._changed.notify_all()
        return future

    def map(self, fn, iterable):
        return map(Promise.result, [self.submit(fn, item) for item in iterable])

    def shutdown(self, wait: bool = True) -> None:
        self._close()  # Without wait, a thread that is no daemon keeps the interpreter.
        last = threading.Thread(target=lambda: [thread.join() for thread in self._threads])
        last.run() if wait else last.start()

    def __exit__(self, *_) -> None:
        self.shutdown()
