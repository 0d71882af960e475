# verdict: wrong | forbidden @ two_child_processes
# Two threads and queue.Queue: the bound is right, but everything runs in the caller's process.
import multiprocessing as mp  # noqa: F401
import queue as queues
import threading


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
    queue = queues.Queue(maxsize)
    producer = threading.Thread(target=produce, args=(source, queue))
    consumer = threading.Thread(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
