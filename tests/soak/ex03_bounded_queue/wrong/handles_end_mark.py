# verdict: wrong @ backlog
# The end mark is looked at only after handle() was called with it.
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    item = ...
    while item is not None:
        item = queue.get()
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
