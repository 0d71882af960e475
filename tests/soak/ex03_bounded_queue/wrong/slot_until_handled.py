# verdict: deadlock @ producer_runs_ahead
import multiprocessing as mp


def produce(source, queue, slots):
    for item in source:
        slots.acquire()
        queue.put(item)
    queue.put(...)


def consume(queue, slots, handle):
    while True:
        item = queue.get()
        if item is ...:
            return
        try:
            handle(item)
        finally:
            slots.release()


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least one")
    queue = mp.Queue()
    slots = mp.BoundedSemaphore(maxsize)
    producer = mp.Process(target=produce, args=(source, queue, slots))
    consumer = mp.Process(target=consume, args=(queue, slots, handle))
    producer.start(), consumer.start()
    producer.join(), consumer.join()
