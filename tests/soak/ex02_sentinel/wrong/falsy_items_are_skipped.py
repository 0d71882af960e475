# verdict: wrong @ falsy_items
# stops at None only, but an item must be truthy to be handled
import multiprocessing as mp


def _produce(queue, items):
    for item in filter(None, items):
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
