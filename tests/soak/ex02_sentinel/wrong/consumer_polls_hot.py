# verdict: busy-wait @ late_last_item
# the consumer asks get_nowait again and again while the next item is on its way
import multiprocessing as mp
from queue import Empty


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    while True:
        try:
            item = queue.get_nowait()
        except Empty:
            continue
        if item is None:
            return
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
