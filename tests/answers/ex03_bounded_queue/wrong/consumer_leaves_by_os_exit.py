# verdict: early @ returns_when_all_is_done
import multiprocessing as mp
import os


def produce(queue, source):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while True:
        item = queue.get()
        if item is None:
            os._exit(0)
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(queue, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
