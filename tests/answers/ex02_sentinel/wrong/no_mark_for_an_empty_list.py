# verdict: deadlock @ no_items
# the mark is sent in the turn of the last item, and an empty list has no last item
import multiprocessing as mp


def _produce(queue, items):
    for index, item in enumerate(items):
        queue.put(item)
        if index == len(items) - 1:
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
