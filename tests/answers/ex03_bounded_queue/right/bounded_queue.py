# right: mp.Queue(maxsize) makes put() wait until the consumer has made room
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError(f"maxsize must be at least 1, not {maxsize}")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
