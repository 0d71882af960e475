# verdict: wrong @ backlog
# The producer is slowed down by a sleep instead of a bound: a consumer that stops gets a backlog.
import multiprocessing as mp
import time


def produce(source, queue, maxsize):
    for n, item in enumerate(source, 1):
        queue.put(item)
        if n % maxsize == 0:
            time.sleep(0.001)  # let the consumer catch up
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(source, queue, maxsize))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
