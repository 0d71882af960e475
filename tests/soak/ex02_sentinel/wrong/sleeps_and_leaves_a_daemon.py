# verdict: leaked | early @ every_item_in_order
# returns after a fixed pause with the daemon consumer still waiting in get
import multiprocessing as mp
import time


def _produce(queue, items):
    for item in items:
        queue.put(item)


def _consume(queue, handle):
    while True:
        handle(queue.get())


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle), daemon=True)
    producer.start()
    consumer.start()
    producer.join()
    time.sleep(0.5)
