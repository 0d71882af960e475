# verdict: wrong @ memory
import multiprocessing as mp


def produce(queue, source):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    results = []
    while (item := queue.get()) is not None:
        results.append(handle(item))
    return results


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(queue, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
