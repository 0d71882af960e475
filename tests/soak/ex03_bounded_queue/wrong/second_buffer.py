# verdict: wrong @ backlog
# A thread of the consumer prefetches into a second queue of the same size: twice the bound waits.
import multiprocessing as mp
import queue as queues
import threading


def produce(source, shared):
    for item in source:
        shared.put(item)
    shared.put(None)


def prefetch(shared, local):
    while True:
        item = shared.get()
        local.put(item)
        if item is None:
            return


def consume(shared, handle, maxsize):
    local = queues.Queue(maxsize)
    thread = threading.Thread(target=prefetch, args=(shared, local))
    thread.start()
    for item in iter(local.get, None):
        handle(item)
    thread.join()


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    shared = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, shared))
    consumer = mp.Process(target=consume, args=(shared, handle, maxsize))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
