# right: the producer puts lists of up to 500 items, and None after the last list
import multiprocessing as mp

CHUNK = 500


def _produce(queue, items):
    for start in range(0, len(items), CHUNK):
        queue.put(items[start : start + CHUNK])
    queue.put(None)


def _consume(queue, handle):
    for chunk in iter(queue.get, None):
        for item in chunk:
            handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
