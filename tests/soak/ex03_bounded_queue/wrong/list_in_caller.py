# verdict: wrong @ backlog
# The caller makes a tuple of the source "so that it pickles": it is pulled to the end at once.
import multiprocessing as mp


def produce(items, queue):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    items = tuple(source)
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(items, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
