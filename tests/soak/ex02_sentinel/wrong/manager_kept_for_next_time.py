# verdict: leaked @ every_item_in_order
# the manager's server process is kept in a global and never shut down
import multiprocessing as mp

_manager = None


def _get_manager():
    global _manager
    if _manager is None:
        _manager = mp.Manager()
    return _manager


def _produce(queue, items):
    for start in range(0, len(items), 1000):
        queue.put(items[start : start + 1000])
    queue.put(None)


def _consume(queue, handle):
    for chunk in iter(queue.get, None):
        for item in chunk:
            handle(item)


def run(items, handle):
    queue = _get_manager().Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
