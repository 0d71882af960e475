# right: two Process subclasses with run methods, and a check of their exit codes
import multiprocessing as mp

END = None


class Producer(mp.Process):
    def __init__(self, queue, items):
        super().__init__(name="producer")
        self.queue = queue
        self.items = items

    def run(self):
        for item in self.items:
            self.queue.put(item)
        self.queue.put(END)


class Consumer(mp.Process):
    def __init__(self, queue, handle):
        super().__init__(name="consumer")
        self.queue = queue
        self.handle = handle

    def run(self):
        for item in iter(self.queue.get, END):
            self.handle(item)


def run(items, handle):
    queue = mp.Queue()
    workers = Producer(queue, items), Consumer(queue, handle)
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for worker in workers:
        if worker.exitcode != 0:
            raise RuntimeError(f"{worker.name} exited with {worker.exitcode}")
