# verdict: wrong @ exceptions
# Sends the class and the text of an exception, and calls the class with the text.
# Breaks "the same class with the same text": KeyError("k") comes with quotes too many.

import asyncio
import multiprocessing as mp
import pickle
import socket
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import connection, util


class WorkerDied(Exception):
    pass


class Promise(Future):
    def result(self, timeout=None):  # The one of Future takes a false exception for none.
        if (error := self.exception(timeout)) is not None:
            raise error
        return super().result()


def rebuild(data: bytes):
    kind, thing = pickle.loads(data)
    return thing if kind is None else kind(thing)


def run(task: bytes) -> tuple[str | None, bytes]:  # The name of the exception's class, the pickle.
    try:
        fn, args = pickle.loads(task)
        return None, pickle.dumps((None, fn(*args)))
    except BaseException as error:
        with suppress(BaseException):
            data = pickle.dumps((type(error), str(error)))
            rebuild(data)
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


class Worker(asyncio.Protocol):
    def __init__(self, crew: "Executor") -> None:
        self.crew, self.inbox, self.idle, self.future = crew, bytearray(), False, None
        self.sock, theirs = socket.socketpair()
        self.process = mp.Process(target=work, args=(theirs,))
        self.process.start()
        theirs.close()
        crew.loop.create_task(crew.loop.create_connection(lambda: self, sock=self.sock))

    def there(self) -> bool:
        return self.process.is_alive() and not connection.wait([self.sock], 0)

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.inbox += data
        if len(self.inbox) >= 8 and len(self.inbox) == 8 + int.from_bytes(self.inbox[:8], "big"):
            if self.future:
                settle(self.future, *pickle.loads(self.inbox[8:]))
            self.inbox, self.idle, self.future = bytearray(), True, None
            self.crew.assign()

    def connection_lost(self, _) -> None:
        self.process.join()
        if self.future:
            self.future.set_exception(WorkerDied("the worker died"))
        self.crew.workers.remove(self)
        self.crew.workers += [] if self.crew.ending else [Worker(self.crew)]
        self.crew.assign()


class Executor:
    def __init__(self, workers: int) -> None:
        self.lock, self.tasks, self.closed = threading.RLock(), deque(), False
        self.loop, self.ending = asyncio.new_event_loop(), False
        self.workers = [Worker(self) for _ in range(workers)]
        self.loop.call_soon(self.look)
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        self.close = util.Finalize(None, self.end, exitpriority=10)  # It is done once.

    def run(self) -> None:
        self.loop.run_forever()
        with self.lock:
            self.loop.close()

    def look(self) -> None:  # Another process may hold the other end of the socket of a dead one.
        for worker in self.workers:
            if not worker.process.is_alive():
                worker.sock.shutdown(socket.SHUT_RDWR)
        self.loop.call_later(0.5, self.look)

    def assign(self) -> None:
        for worker in self.workers:
            while worker.idle and self.tasks and worker.there():
                future, data = self.tasks.popleft()
                if future.set_running_or_notify_cancel():
                    worker.idle, worker.future = False, future
                    worker.transport.write(frame(data))
        if self.closed and not (self.ending or any(worker.future for worker in self.workers)):
            self.ending = not self.tasks
            for worker in self.workers if self.ending else ():
                worker.sock.shutdown(socket.SHUT_WR)
        if not self.workers:
            self.loop.stop()

    def end(self) -> None:
        with self.lock:
            self.closed = True
            self.loop.call_soon_threadsafe(self.assign)

    def submit(self, fn, *args) -> Promise:
        future, data = Promise(), pickle.dumps((fn, args))
        with self.lock:
            if self.closed:
                raise RuntimeError("submit after shutdown")
            self.tasks.append((future, data))
            self.loop.call_soon_threadsafe(self.assign)
        return future

    def map(self, fn, iterable):
        return map(Promise.result, [self.submit(fn, item) for item in iterable])

    def shutdown(self, wait: bool = True) -> None:
        self.close()  # Without wait, a thread that is no daemon keeps the interpreter.
        last = threading.Thread(target=self.thread.join)
        last.run() if wait else last.start()

    def __enter__(self) -> "Executor":
        return self

    def __exit__(self, *_) -> None:
        self.shutdown()
