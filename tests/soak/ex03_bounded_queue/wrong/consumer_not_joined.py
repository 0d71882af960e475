# verdict: early | leaked @ backlog
# Only the producer is joined: run returns while the consumer is still handling what waits.
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle, ready):
    ready.set()
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    ready = mp.Event()
    mp.Process(target=consume, args=(queue, handle, ready)).start()
    ready.wait()
    producer = mp.Process(target=produce, args=(source, queue))
    producer.start()
    producer.join()
