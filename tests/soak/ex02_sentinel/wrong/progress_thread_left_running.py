# verdict: leaked @ every_item_in_order
# a thread that watches the queue goes on after run has returned
import multiprocessing as mp
import threading
import time


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def _watch(consumer, history):
    while True:
        history.append(consumer.is_alive())
        time.sleep(0.1)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    history = []
    threading.Thread(target=_watch, args=(consumer, history), daemon=True).start()
    producer.join()
    consumer.join()
