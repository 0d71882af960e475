# verdict: wrong | crashed @ bad_sizes
# maxsize is checked in the producer process: the ValueError dies there, the caller gets none.
import multiprocessing as mp


def produce(source, queue, maxsize):
    try:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        for item in source:
            queue.put(item)
    finally:
        queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue, maxsize))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
