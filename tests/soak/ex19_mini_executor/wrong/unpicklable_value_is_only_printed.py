# verdict: deadlock @ values
# The worker prints what goes wrong when it sends, and goes on.
# Breaks "If the value cannot be pickled, any exception will do": fn returns a lambda.

import multiprocessing as mp
import pickle
import queue
import socket
import threading
import traceback
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
        value = fn(*args)
    except BaseException as error:
        for with_args in (True, False):
            with suppress(BaseException):
                data = pickle.dumps((error, error.args if with_args else None))
                if type(rebuild(data)) is type(error):
                    return type(error).__name__, data
        return type(error).__name__, b""
    return None, pickle.dumps((value, None))


def settle(future: Future, name: str | None, data: bytes) -> None:
    try:
        outcome = rebuild(data)
    except BaseException:
        name, outcome = "error", RuntimeError(f"cannot rebuild the {name or 'value'}")
    (future.set_result if name is None else future.set_exception)(outcome)


def work(conn) -> None:
    with suppress(EOFError, OSError):  # The user has gone.
        conn.send(None)  # It is ready.
        while task := conn.recv_bytes():
            try:
                conn.send(run(task))
            except Exception:
                traceback.print_exc()


class Worker:
    def __init__(self, events: queue.SimpleQueue) -> None:
        self.events, self.outbox = events, queue.SimpleQueue()
        self.idle, self.future = False, None
        self.conn, theirs = mp.Pipe()
        self.process = mp.Process(target=work, args=(theirs,))
        self.process.start()
        theirs.close()
        pair = [threading.Thread(target=duty, daemon=True) for duty in (self.read, self.write)]
        for thread in [*pair, threading.Thread(target=self.watch, args=pair, daemon=True)]:
            thread.start()

    def there(self) -> bool:
        return self.process.is_alive() and not self.conn.poll()

    def read(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self.events.put(("answer", self, self.conn.recv()))

    def write(self) -> None:
        with suppress(OSError):
            for data in iter(self.outbox.get, None):
                self.conn.send_bytes(data)

    def watch(self, *others: threading.Thread) -> None:
        with socket.fromfd(self.conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as line:
            self.process.join()
            line.shutdown(socket.SHUT_RDWR)  # The others go on, with an error.
        self.outbox.put(None)
        for thread in others:
            thread.join()
        self.events.put(("end", self, None))


class Executor(AbstractContextManager):
    def __init__(self, workers: int) -> None:
        self._lock, self._closed, self._events = threading.RLock(), False, queue.SimpleQueue()
        crew = [Worker(self._events) for _ in range(workers)]
        self._foreman = threading.Thread(target=self._lead, args=(crew,), daemon=True)
        self._foreman.start()
        self._at_exit = util.Finalize(None, self.shutdown, exitpriority=10)

    def _lead(self, crew: list[Worker]) -> None:
        tasks, closed, stopped = deque(), False, False
        while crew:
            kind, thing, answer = self._events.get()
            if kind == "task":
                tasks.append((thing, answer))
            elif kind == "answer":
                if thing.future:
                    settle(thing.future, *answer)
                thing.idle, thing.future = True, None
            elif kind == "end":
                crew.remove(thing)
                thing.conn.close()
                if thing.future:
                    thing.future.set_exception(WorkerDied("the worker died"))
                crew += [] if stopped else [Worker(self._events)]
            for worker in crew:
                while tasks and worker.idle and worker.there():
                    future, data = tasks.popleft()
                    if future.set_running_or_notify_cancel():
                        worker.idle, worker.future = False, future
                        worker.outbox.put(data)
            closed = closed or kind == "close"  # Every task came before that.
            if closed and not stopped and not tasks and not any(w.future for w in crew):
                stopped = True
                for worker in crew:
                    worker.outbox.put(b"")

    def submit(self, fn, *args) -> Promise:
        future, data = Promise(), pickle.dumps((fn, args))
        with self._lock:
            if self._closed:
                raise RuntimeError("submit after shutdown")
            self._events.put(("task", future, data))
        return future

    def map(self, fn, iterable):
        return map(Promise.result, [self.submit(fn, item) for item in iterable])

    def shutdown(self, wait: bool = True) -> None:
        with self._lock:
            self._closed = True
            self._events.put(("close", None, None))
        self._at_exit.cancel()  # Without wait, a thread that is no daemon keeps the interpreter.
        last = threading.Thread(target=self._foreman.join)
        last.run() if wait else last.start()

    def __exit__(self, *_) -> None:
        self.shutdown()
