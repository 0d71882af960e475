# verdict: wrong @ backlog
# The queue is bounded, but a thread of the consumer empties it into an unbounded deque.
import multiprocessing as mp
import threading
from collections import deque


class Consumer(mp.Process):
    def __init__(self, queue, handle):
        super().__init__()
        self.queue = queue
        self.handle = handle

    def _receive(self):
        while True:
            item = self.queue.get()
            with self.arrived:
                self.inbox.append(item)
                self.arrived.notify()
            if item is None:
                return

    def _next(self):
        with self.arrived:
            while not self.inbox:
                self.arrived.wait()
            return self.inbox.popleft()

    def run(self):
        self.inbox = deque()
        self.arrived = threading.Condition()
        receiver = threading.Thread(target=self._receive)
        receiver.start()
        while (item := self._next()) is not None:
            self.handle(item)
        receiver.join()


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    consumer = Consumer(queue, handle)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer.start()
    producer.start()
    producer.join()
    consumer.join()
