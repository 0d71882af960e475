"""Waits for the pipes and the sentinels of workers that are a class of their own."""

import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler


def failure(exc):
    try:
        message = str(exc)
    except Exception:
        message = "<exception str() failed>"
    return "error", (type(exc).__name__, message, traceback.format_exc())


class Worker(mp.Process):
    def __init__(self, fn):
        super().__init__()
        self.fn = fn
        self.jobs_end, jobs = mp.Pipe(duplex=False)
        replies, self.replies_end = mp.Pipe(duplex=False)
        self.start()
        self.jobs_end.close()
        self.replies_end.close()
        self.jobs, self.replies = jobs, replies  # The parent's ends; set after the start.
        self.state, self.index, self.silent = "booting", None, False

    def run(self):
        self.replies_end.send_bytes(b"")
        while data := self.jobs_end.recv_bytes():
            self.replies_end.send_bytes(b"")
            try:
                reply = bytes(ForkingPickler.dumps(("ok", (self.fn(pickle.loads(data)),))))
            except Exception as exc:
                reply = pickle.dumps(failure(exc))
            self.replies_end.send_bytes(reply)

    def give(self, data):
        try:
            self.jobs.send_bytes(data)
            return True
        except OSError:
            return False

    def bury(self):
        self.join()
        self.jobs.close()
        self.replies.close()


def step(worker, todo, items, reports):
    """Take one message of a worker, give it an item if it is free; tell whether there was one."""
    try:
        data = worker.replies.recv_bytes()
    except (EOFError, OSError):
        worker.silent = True
        return False
    if worker.state == "given":
        worker.state = "running"
        return True
    if worker.state == "running":
        try:
            kind, rest = pickle.loads(data)
        except Exception as exc:
            kind, rest = failure(exc)
        reports[worker.index] = (kind, worker.index, *rest)
    worker.state, worker.index = "free", None
    while todo:
        index = todo.pop()
        try:
            data = bytes(ForkingPickler.dumps(items[index]))
        except Exception as exc:
            kind, rest = failure(exc)
            reports[index] = (kind, index, *rest)
            continue
        if worker.give(data):
            worker.state, worker.index = "given", index
        else:
            todo.append(index)
        return True
    worker.give(b"")
    return True


def run(items, fn, workers):
    reports = {}
    todo = list(range(len(items)))[::-1]
    crew = []
    stillborn = 0
    try:
        while todo or crew:
            while todo and len(crew) < min(workers, len(items) - len(reports)):
                crew.append(Worker(fn))
            talking = [w.replies for w in crew if not w.silent]
            wait([w.sentinel for w in crew] + talking)
            for worker in list(crew):
                dead = not worker.is_alive()  # First this look, then all that it has sent.
                while not worker.silent and worker.replies.poll():
                    step(worker, todo, items, reports)
                if not dead:
                    continue
                crew.remove(worker)
                worker.bury()
                if worker.state == "running":
                    reports[worker.index] = ("crashed", worker.index, worker.exitcode)
                elif worker.state == "given":
                    todo.append(worker.index)
                elif worker.state == "booting":
                    stillborn += 1
                    if stillborn > 5:
                        raise RuntimeError("workers die before they begin")
    finally:
        for worker in crew:
            worker.terminate()
            worker.bury()
    return [reports[index] for index in range(len(items))]
