# verdict: wrong @ backlog
# The queue counts batches, not items: up to ten times maxsize wait in it.
import itertools
import multiprocessing as mp

BATCH = 10


def produce(source, queue):
    iterator = iter(source)
    while batch := list(itertools.islice(iterator, BATCH)):
        queue.put(batch)
    queue.put(None)


def consume(queue, handle):
    for batch in iter(queue.get, None):
        for item in batch:
            handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
