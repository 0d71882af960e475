# verdict: crashed @ every_item_in_order
# a Queue can't travel to a pool worker as an argument: RuntimeError
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
    with mp.Pool(processes=2) as pool:
        producing = pool.apply_async(_produce, (queue, items))
        consuming = pool.apply_async(_consume, (queue, handle))
        producing.get()
        consuming.get()
