# verdict: leaked | deadlock @ bad_sizes
# The ValueError is raised when the consumer already runs: it is left behind, waiting for ever.
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle, ready):
    ready.set()
    for item in iter(queue.get, None):
        handle(item)


def start_producer(source, queue, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    producer = mp.Process(target=produce, args=(source, queue))
    producer.start()
    return producer


def start_consumer(queue, handle):
    ready = mp.Event()
    consumer = mp.Process(target=consume, args=(queue, handle, ready))
    consumer.start()
    ready.wait()
    return consumer


def run(source, handle, maxsize):
    queue = mp.Queue(maxsize)
    consumer = start_consumer(queue, handle)
    producer = start_producer(source, queue, maxsize)
    producer.join()
    consumer.join()
