# verdict: wrong @ bad_sizes
# A maxsize below one is quietly raised to one; the ValueError that was asked for never comes.
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    queue = mp.Queue(max(1, maxsize))
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
