# right: both are daemons, which does no harm because both are joined
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items), daemon=True)
    consumer = mp.Process(target=_consume, args=(queue, handle), daemon=True)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    producer.close()
    consumer.close()
