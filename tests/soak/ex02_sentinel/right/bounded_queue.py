# right: a bound of ten holds the producer back, the end mark is put like any item
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue(maxsize=10)
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    consumer.start()
    producer.start()
    producer.join()
    consumer.join()
