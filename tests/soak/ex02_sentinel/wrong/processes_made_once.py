# verdict: leaked | crashed @ every_item_in_order
# the second run starts the Process objects of the first again: AssertionError
import multiprocessing as mp

_workers = []


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    _workers.append(mp.Process(target=_produce, args=(queue, items)))
    _workers.append(mp.Process(target=_consume, args=(queue, handle)))
    for worker in _workers:
        worker.start()
    for worker in _workers:
        worker.join()
