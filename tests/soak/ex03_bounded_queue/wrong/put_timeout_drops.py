# verdict: wrong @ backlog
# When put() times out the loop goes on with the next item, so a slow consumer loses items.
import multiprocessing as mp
from queue import Full


def produce(source, queue):
    for item in source:
        try:
            queue.put(item, timeout=0.02)
        except Full:
            continue
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
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
