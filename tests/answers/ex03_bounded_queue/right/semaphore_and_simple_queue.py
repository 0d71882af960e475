"""A semaphore counts the free places of a SimpleQueue."""

import multiprocessing as mp


def produce(queue, room, source):
    for item in source:
        room.acquire()
        queue.put(item)
    queue.put(None)


def consume(queue, room, handle):
    while (item := queue.get()) is not None:
        room.release()
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be >= 1")
    queue, room = mp.SimpleQueue(), mp.BoundedSemaphore(maxsize)
    producer = mp.Process(target=produce, args=(queue, room, source))
    consumer = mp.Process(target=consume, args=(queue, room, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
