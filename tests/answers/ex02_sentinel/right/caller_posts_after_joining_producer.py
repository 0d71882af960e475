# right: the joined producer has flushed everything, so the caller's None comes last
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    consumer.start()
    producer.start()
    producer.join()
    queue.put(None)
    consumer.join()
