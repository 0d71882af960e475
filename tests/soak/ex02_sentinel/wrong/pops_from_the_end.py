# verdict: wrong @ every_item_in_order
# list.pop() takes the last item first, so the order is reversed
import multiprocessing as mp


def _produce(queue, items):
    while items:
        queue.put(items.pop())
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
    producer.join()
    consumer.join()
