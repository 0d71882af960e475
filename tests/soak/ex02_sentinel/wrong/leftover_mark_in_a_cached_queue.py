# verdict: early | leaked @ every_item_in_order
# two marks for one consumer: the second stays in the shared queue and ends the next run at once
import multiprocessing as mp
from functools import lru_cache


@lru_cache(maxsize=None)
def shared_queue():
    return mp.Queue()


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = shared_queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    queue.put(None)  # to be on the safe side
    consumer.join()
