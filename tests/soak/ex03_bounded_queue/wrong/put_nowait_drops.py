# verdict: wrong @ backlog
# put_nowait() with Full passed over: every item that finds the queue full is lost.
import multiprocessing as mp
from queue import Full


def produce(source, queue):
    for item in source:
        try:
            queue.put_nowait(item)
        except Full:
            pass
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
