# verdict: crashed
# The consumer writes all 256 byte values to stdout and stderr, then raises.
import multiprocessing as mp
import os


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    noise = bytes(range(256)) * 16 + b"\xff\xfe\x00\xc3("
    os.write(1, noise)
    os.write(2, noise)
    while (item := queue.get()) is not None:
        handle(item)
    raise ValueError(noise)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
