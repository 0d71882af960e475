# verdict: early | leaked | crashed @ every_item_in_order
# join(timeout) says nothing when the time is up, and run returns with both still at work
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
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join(timeout=0.1)
    consumer.join(timeout=0.1)
