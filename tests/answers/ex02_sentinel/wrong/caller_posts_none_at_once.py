# verdict: early | deadlock @ every_item_in_order
# the caller does not wait for the producer, so its None is in the queue before the items
import multiprocessing as mp


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
    queue.put(None)
    producer.join()
    consumer.join()
