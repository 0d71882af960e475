# verdict: wrong @ cancel
# Cancel tells whether it has cancelled the task.
# Breaks "cancel() returns True, each time": the second cancel() of a waiting task.

import multiprocessing as mp
import pickle
import queue
import socket
import threading
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, suppress


class WorkerDied(Exception):
    pass


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


class Future:
    def __init__(self, *task) -> None:
        self.task, self.state, self.changed = pickle.dumps(task), "waits", threading.Condition()

    def move(self, old: str, new: str, *outcome) -> bool:
        with self.changed:
            if moves := self.state == old:
                self.state, self.outcome = new, outcome
                self.changed.notify_all()
            return moves

    def cancel(self) -> bool:
        return self.move("waits", "cancelled")

    def done(self) -> bool:
        return self.state not in ("waits", "runs")

    def exception(self, timeout: float | None = None) -> BaseException | None:
        with self.changed:
            if not self.changed.wait_for(self.done, timeout) or self.state == "cancelled":
                raise CancelledError if self.done() else TimeoutError
            if self.state == "packed":
                name, data = self.outcome
                error = RuntimeError(f"cannot rebuild the {name or 'value'}")
                self.state, self.outcome = "done", ("", error)
                with suppress(BaseException):
                    self.outcome = name, rebuild(data)
            return None if self.outcome[0] is None else self.outcome[1]

    def result(self, timeout: float | None = None):
        if (error := self.exception(timeout)) is not None:
            raise error
        return self.outcome[1]


def work(conn) -> None:
    conn.send("ready")
    while task := conn.recv_bytes():
        conn.send(run(task))


class Worker:
    def __init__(self) -> None:
        self.conn, theirs = mp.Pipe()
        self.process, self.inbox = mp.Process(target=work, args=(theirs,)), queue.SimpleQueue()
        self.process.start()
        theirs.close()
        self.watcher = threading.Thread(target=self.watch, daemon=True)
        self.watcher.start()

    def watch(self) -> None:
        with socket.fromfd(self.conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as line:
            self.process.join()
            line.shutdown(socket.SHUT_RDWR)  # Wakes who sends or receives.
            self.inbox.put("died")

    def discharge(self) -> None:
        with suppress(OSError):
            self.conn.send_bytes(b"")
        self.watcher.join()
        self.conn.close()


class Executor(AbstractContextManager):
    def __init__(self, workers: int) -> None:
        self._lock, self._tasks, self._closed = threading.RLock(), queue.SimpleQueue(), False
        self._idle, crew = [], [Worker() for _ in range(workers)]
        self._threads = [threading.Thread(target=self._care, args=(w,), daemon=True) for w in crew]
        for thread in self._threads:
            thread.start()

    def _care(self, worker: Worker) -> None:
        while True:
            with suppress(EOFError, OSError):
                worker.conn.recv()  # It is ready.
                while task := self._next(worker):
                    if task.move("waits", "runs"):
                        try:
                            worker.conn.send_bytes(task.task)
                            task.move("runs", "packed", *worker.conn.recv())
                        finally:
                            task.move("runs", "done", "", WorkerDied("the worker died"))
                return worker.discharge()
            worker.discharge()
            worker = Worker()

    def _next(self, worker: Worker) -> Future | None:
        with self._lock:
            if self._closed or not self._tasks.empty():
                return None if self._tasks.empty() else self._tasks.get()
            self._idle.append(worker)
        while (task := worker.inbox.get()) == "died":
            with self._lock:
                if worker in self._idle:  # Or there comes a task, or the end.
                    self._idle.remove(worker)
                    raise EOFError
        return task

    def submit(self, fn, *args) -> Future:
        future = Future(fn, args)
        with self._lock:
            if self._closed:
                raise RuntimeError("submit after shutdown")
            ready = [w for w in self._idle if w.process.is_alive() and not w.conn.poll()]
            if ready:
                self._idle.remove(ready[0])
            (ready[0].inbox if ready else self._tasks).put(future)
        return future

    def map(self, fn, iterable):
        return map(Future.result, [self.submit(fn, item) for item in iterable])

    def shutdown(self, wait: bool = True) -> None:
        with self._lock:
            self._closed = True
            while self._idle:
                self._idle.pop().inbox.put(None)
        last = threading.Thread(target=lambda: [thread.join() for thread in self._threads])
        last.run() if wait else last.start()

    def __exit__(self, *_) -> None:
        self.shutdown()
