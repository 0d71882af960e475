# verdict: crashed @ every_item_in_order (spawn)
# a spawned child imports the module afresh, where the globals set by run are None again
import multiprocessing as mp

_items = None
_handle = None


def _produce(queue):
    for item in _items:
        queue.put(item)


def _consume(queue):
    for item in iter(queue.get, None):
        _handle(item)


def run(items, handle):
    global _items, _handle
    _items, _handle = items, handle
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue,))
    consumer = mp.Process(target=_consume, args=(queue,))
    producer.start()
    consumer.start()
    producer.join()
    queue.put(None)
    consumer.join()
