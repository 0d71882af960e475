# verdict: crashed | early @ every_item_in_order
# even when one second is enough for the items, the consumer ends by a signal and not cleanly
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
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    time.sleep(1)  # let it finish
    consumer.terminate()
    consumer.join()
