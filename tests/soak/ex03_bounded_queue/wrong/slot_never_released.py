# verdict: deadlock @ backlog
# Nobody releases the semaphore: after maxsize items the producer waits for a slot for ever.
import multiprocessing as mp


class BoundedQueue:
    def __init__(self, maxsize):
        self._slots = mp.BoundedSemaphore(maxsize)
        self._queue = mp.SimpleQueue()

    def put(self, item):
        self._slots.acquire()
        self._queue.put(item)

    def get(self):
        return self._queue.get()


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = BoundedQueue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
