"""Lets each of some threads have a worker, and take the next task for it."""

import multiprocessing as mp
import threading
from multiprocessing import Process


class Worker(Process):
    def __init__(self, fn):
        super().__init__()
        self.fn = fn
        self.outer, self.inner = mp.Pipe()

    def run(self):
        while True:
            go_on, task = self.inner.recv()
            if not go_on:
                break
            self.inner.send([self.fn(task)])


def run(tasks, fn, workers):
    results = [None] * len(tasks)
    numbers = iter(range(len(tasks)))
    lock = threading.Lock()

    def serve(worker):
        while True:
            with lock:
                index = next(numbers, None)
            if index is None:
                worker.outer.send((False, None))
                return
            worker.outer.send((True, tasks[index]))
            [results[index]] = worker.outer.recv()

    crew = [Worker(fn) for _ in range(min(workers, len(tasks)))]
    for worker in crew:
        worker.start()
    threads = [threading.Thread(target=serve, args=(worker,)) for worker in crew]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for worker in crew:
        worker.join()
        worker.inner.close()
        worker.outer.close()
    return results
