# verdict: crashed @ backlog
# The consumer gives back a slot for the end mark too, which took none: released too many times.
import multiprocessing as mp


def produce(source, queue, slots):
    for item in source:
        slots.acquire()
        queue.put(item)
    queue.put(None)


def consume(queue, slots, handle):
    while True:
        item = queue.get()
        slots.release()
        if item is None:
            return
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
