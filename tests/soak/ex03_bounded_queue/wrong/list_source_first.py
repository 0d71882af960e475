# verdict: wrong @ backlog
# The producer turns the source into a list before the first put: everything is in memory.
import multiprocessing as mp


def produce(source, queue):
    items = list(source)
    for i in range(len(items)):
        queue.put(items[i])
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
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
