# verdict: deadlock @ many_items
# a producer exits only when its data is read: with more than the pipe holds its join never ends
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
    producer.start()
    producer.join()
    consumer = mp.Process(target=_consume, args=(queue, handle))
    consumer.start()
    consumer.join()
