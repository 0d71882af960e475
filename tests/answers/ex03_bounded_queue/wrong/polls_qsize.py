# verdict: busy-wait | crashed @ backlog
import multiprocessing as mp
import time


def produce(queue, source, maxsize):
    for item in source:
        while queue.qsize() >= maxsize:
            time.sleep(0.001)
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, source, maxsize), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
