# verdict: early @ every_item_in_order | late_last_item
# put() only buffers: the event is set, and the queue still empty, before a slow item arrives
import multiprocessing as mp
from queue import Empty


def _produce(queue, items, done):
    for item in items:
        queue.put(item)
    done.set()


def _consume(queue, handle, done):
    while not (done.is_set() and queue.empty()):
        try:
            item = queue.get(timeout=0.05)
        except Empty:
            continue
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    done = mp.Event()
    producer = mp.Process(target=_produce, args=(queue, items, done))
    consumer = mp.Process(target=_consume, args=(queue, handle, done))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
