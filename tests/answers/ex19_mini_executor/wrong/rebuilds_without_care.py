# verdict: crashed @ lost_exceptions
# The caretaker unpickles what the worker has packed, which tells what cannot be packed.
# Breaks "becomes a RuntimeError": an exception of a class with two arguments that passes on one.

import multiprocessing as mp
import pickle
import socket
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
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
                return type(error).__name__, data
        unpicklable = RuntimeError(f"cannot pickle {type(error).__name__}")
        return "RuntimeError", pickle.dumps((unpicklable, None))


def settle(future: Future, name: str | None, data: bytes) -> None:
    outcome = rebuild(data)
    (future.set_result if name is None else future.set_exception)(outcome)


def work(conn) -> None:
    with suppress(EOFError, OSError):  # The user has gone.
        while task := conn.recv_bytes():
            conn.send("started")
            conn.send(run(task))


class Worker:
    def __init__(self) -> None:
        self.conn, theirs = mp.Pipe()
        self.process = mp.Process(target=work, args=(theirs,))
        self.process.start()
        theirs.close()
        self.watcher = threading.Thread(target=self.watch, daemon=True)
        self.watcher.start()

    def watch(self) -> None:
        with socket.fromfd(self.conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as line:
            self.process.join()
            line.shutdown(socket.SHUT_RDWR)  # Wakes who sends or receives.

    def discharge(self) -> None:
        with suppress(OSError):
            self.conn.send_bytes(b"")
        self.watcher.join()
        self.conn.close()


class Crew:
    def __init__(self, workers: int) -> None:
        self.changed, self.tasks = threading.Condition(), deque()
        self.closed = self.starting = False
        crew = [Worker() for _ in range(workers)]
        self.threads = [threading.Thread(target=self.care, args=(w,), daemon=True) for w in crew]
        for thread in self.threads:
            thread.start()

    def close(self) -> None:
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def join(self) -> None:
        for thread in self.threads:
            thread.join()

    def care(self, worker: Worker) -> None:
        while True:
            try:
                while task := self.next_task(worker):
                    self.perform(worker, *task)
                return worker.discharge()
            except (EOFError, OSError):
                worker.discharge()
                worker = Worker()

    def next_task(self, worker: Worker) -> tuple[Promise, bytes] | None:
        with self.changed:  # Waits until the last task has started: they start in order.
            while self.starting or self.tasks or not self.closed:
                if worker.conn.poll() or not worker.process.is_alive():
                    raise EOFError
                if self.starting or not self.tasks:
                    self.changed.wait(0.5)
                elif (task := self.tasks.popleft())[0].set_running_or_notify_cancel():
                    self.starting = True
                    return task

    def perform(self, worker: Worker, future: Promise, data: bytes) -> None:
        try:
            try:
                worker.conn.send_bytes(data)
                worker.conn.recv()
            finally:
                with self.changed:
                    self.starting = False
                    self.changed.notify_all()
            settle(future, *worker.conn.recv())
        except (EOFError, OSError):
            future.set_exception(WorkerDied("the worker died"))
            raise


class Executor:
    def __init__(self, workers: int) -> None:
        self._crew = Crew(workers)
        util.Finalize(self, self._crew.close, exitpriority=10)  # If it is forgotten.

    def submit(self, fn, *args) -> Promise:
        future, data = Promise(), pickle.dumps((fn, args))
        with self._crew.changed:
            if self._crew.closed:
                raise RuntimeError("submit after shutdown")
            self._crew.tasks.append((future, data))
            self._crew.changed.notify_all()
        return future

    def map(self, fn, iterable):
        return map(Promise.result, [self.submit(fn, item) for item in iterable])

    def shutdown(self, wait: bool = True) -> None:
        self._crew.close()  # Without wait, a thread that is no daemon keeps the interpreter.
        last = threading.Thread(target=self._crew.join)
        last.run() if wait else last.start()

    def __enter__(self) -> "Executor":
        return self

    def __exit__(self, *_) -> None:
        self.shutdown()
