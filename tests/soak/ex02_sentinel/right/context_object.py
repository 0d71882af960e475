# right: everything comes from the current default context
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    context = mp.get_context()
    queue = context.Queue()
    producer = context.Process(target=_produce, args=(queue, items))
    consumer = context.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
