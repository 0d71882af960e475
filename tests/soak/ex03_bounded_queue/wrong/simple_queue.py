# verdict: wrong @ backlog
# SimpleQueue blocks only when the pipe's buffer is full: thousands of small items wait in it.
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.SimpleQueue()  # put() blocks by itself, no buffer thread
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
