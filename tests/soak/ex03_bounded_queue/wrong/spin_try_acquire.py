# verdict: busy-wait @ backlog
# The producer tries acquire(block=False) over and over while no slot is free: a core at 100 %.
import multiprocessing as mp


def produce(source, queue, slots):
    for item in source:
        while not slots.acquire(block=False):
            pass
        queue.put(item)
    queue.put(None)


def consume(queue, slots, handle):
    for item in iter(queue.get, None):
        slots.release()
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue()
    slots = mp.BoundedSemaphore(maxsize)
    producer = mp.Process(target=produce, args=(source, queue, slots))
    consumer = mp.Process(target=consume, args=(queue, slots, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
