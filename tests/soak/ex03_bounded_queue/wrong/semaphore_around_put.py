# verdict: wrong @ backlog
# The producer gives each slot back itself, right after put(): the semaphore bounds nothing.
import multiprocessing as mp


def produce(source, queue, slots):
    for item in source:
        with slots:
            queue.put(item)
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue()
    slots = mp.BoundedSemaphore(maxsize)
    producer = mp.Process(target=produce, args=(source, queue, slots))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
