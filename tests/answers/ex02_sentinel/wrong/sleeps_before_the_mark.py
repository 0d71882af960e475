# verdict: early | deadlock @ every_item_in_order | late_last_item
# a fixed pause stands in for joining the producer: a slow item comes after the None
import multiprocessing as mp
import time


def _produce(queue, items):
    for item in items:
        queue.put(item)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    time.sleep(0.2)
    queue.put(None)
    producer.join()
    consumer.join()
