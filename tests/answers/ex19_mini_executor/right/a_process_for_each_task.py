"""Each task has a process of its own; as many threads as workers start one after the other."""

import multiprocessing as mp
import pickle
import queue
import threading
from concurrent.futures import Future


class WorkerDied(Exception):
    pass


def attempt(task: bytes, conn) -> None:
    try:
        fn, args = pickle.loads(task)
        data = pickle.dumps((True, fn(*args)))
    except BaseException as error:
        data = portable(error)
    conn.send_bytes(data)


def portable(error: BaseException) -> bytes:
    try:
        data = pickle.dumps((False, error))
        _, other = pickle.loads(data)
        if type(other) is type(error) and str(other) == str(error):
            return data
    except Exception:
        pass
    return pickle.dumps((False, RuntimeError(f"{type(error).__name__} was raised: {error}")))


only_one_starts = threading.Lock()


def outcome(task: bytes) -> tuple:
    with only_one_starts:
        ours, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=attempt, args=(task, theirs))
        process.start()
        theirs.close()
    with ours:
        try:
            data = ours.recv_bytes()
        except (EOFError, OSError):
            return False, WorkerDied(f"{process.name} died")
        finally:
            process.join()
    try:
        return pickle.loads(data)
    except Exception as error:
        return False, error


class Executor:
    def __init__(self, workers: int) -> None:
        self.mutex, self.open, self.waiting = threading.Lock(), True, queue.Queue()
        self.crew = [threading.Thread(target=self.serve) for _ in range(workers)]
        for thread in self.crew:
            thread.start()

    def serve(self) -> None:
        while (entry := self.waiting.get()) is not None:
            future, task = entry
            if future.set_running_or_notify_cancel():
                good, result = outcome(task)
                if good:
                    future.set_result(result)
                else:
                    future.set_exception(result)

    def submit(self, fn, *args) -> Future:
        future = Future()
        task = pickle.dumps((fn, args))
        with self.mutex:
            if not self.open:
                raise RuntimeError("it has been shut down")
            self.waiting.put((future, task))
        return future

    def map(self, fn, iterable):
        futures = [self.submit(fn, item) for item in iterable]

        def results():
            for future in futures:
                yield future.result()

        return results()

    def shutdown(self, wait: bool = True) -> None:
        with self.mutex:
            if self.open:
                self.open = False
                for _ in self.crew:
                    self.waiting.put(None)
        if wait:
            for thread in self.crew:
                thread.join()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.shutdown()
