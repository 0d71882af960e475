# verdict: busy-wait @ backlog
# The producer asks full() in a tight loop while the consumer is busy: a core at 100 %.
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        while queue.full():
            pass
        queue.put(item)
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
