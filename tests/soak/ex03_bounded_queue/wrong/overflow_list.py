# verdict: wrong @ backlog
# What finds the queue full is kept in a list for later: no bound any more, and out of order.
import multiprocessing as mp
from queue import Full


def produce(source, queue):
    overflow = []
    for item in source:
        try:
            queue.put_nowait(item)
        except Full:
            overflow.append(item)
    for item in overflow:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
