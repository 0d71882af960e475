"""Lets each of some threads have a worker, and replace it when it dies."""

import multiprocessing as mp
import pickle
import threading
import traceback
from multiprocessing.reduction import ForkingPickler


class Stillborn(Exception):
    """Workers die before they begin."""


def describe(exc):
    try:
        message = str(exc)
    except Exception:
        message = "<exception str() failed>"
    return "error", type(exc).__name__, message, traceback.format_exc()


def work(jobs, results, fn):
    while True:
        data = jobs.recv_bytes()
        if not data:
            return
        results.send_bytes(b"begun")
        try:
            reply = bytes(ForkingPickler.dumps(("ok", fn(pickle.loads(data)))))
        except Exception as exc:
            reply = pickle.dumps(describe(exc))
        results.send_bytes(reply)


class Slot(threading.Thread):
    """Sends one item at a time to its process and starts a new one if that dies."""

    lock = threading.Lock()  # One fork at a time, and no fork while somebody waits for a pid.

    def __init__(self, fn, items, numbers, reports):
        super().__init__()
        self.fn, self.items, self.numbers, self.reports = fn, items, numbers, reports
        self.process = None
        self.failure = None

    def hire(self):
        with self.lock:
            theirs_in, self.jobs = mp.Pipe(duplex=False)
            self.results, theirs_out = mp.Pipe(duplex=False)
            try:
                process = mp.Process(target=work, args=(theirs_in, theirs_out, self.fn))
                process.start()
                self.process = process
            finally:
                theirs_in.close()
                theirs_out.close()

    def bury(self):
        with self.lock:
            self.process.join()
        self.jobs.close()
        self.results.close()
        code, self.process = self.process.exitcode, None
        return code

    def ask(self, data):
        for _ in range(5):
            if self.process is None:
                self.hire()
            begun = False
            try:
                self.jobs.send_bytes(data)
                begun = self.results.recv_bytes() == b"begun"
                reply = self.results.recv_bytes()
            except (EOFError, OSError):
                code = self.bury()
                if begun:
                    return "crashed", code
            else:
                return pickle.loads(reply)
        raise Stillborn

    def run(self):
        try:
            while (index := next(self.numbers, None)) is not None:
                try:
                    data = bytes(ForkingPickler.dumps(self.items[index]))
                    kind, *rest = self.ask(data)
                except Stillborn:
                    raise
                except Exception as exc:
                    kind, *rest = describe(exc)
                self.reports[index] = (kind, index, *rest)
        except BaseException as exc:
            self.failure = exc
        finally:
            if self.process is not None:
                try:
                    self.jobs.send_bytes(b"")
                    while True:
                        self.results.recv_bytes()  # Until it has gone; the lock stays free.
                except (EOFError, OSError):
                    pass
                self.bury()


def run(items, fn, workers):
    reports = [None] * len(items)
    numbers = iter(range(len(items)))
    slots = [Slot(fn, items, numbers, reports) for _ in range(min(workers, len(items)))]
    for slot in slots:
        slot.start()
    for slot in slots:
        slot.join()
    for slot in slots:
        if slot.failure is not None:
            raise slot.failure
    return reports
