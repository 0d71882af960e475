"""The caller joins a producer, and only then starts who is to read.

verdict: deadlock
says: producer cannot exit: what it put into the queue is not all read. main joins producer, and nobody reads meanwhile.
never: before it has read everything
"""

import multiprocessing as mp


def produce(queue):
    queue.put(b"x" * 1_000_000)


def consume(queue):
    queue.get()


def run():
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue,))
    producer.start()
    producer.join()
    consumer = mp.Process(target=consume, args=(queue,))
    consumer.start()
    consumer.join()
