# right: a class travels as its name, so `is` finds the very same class on the other side
import multiprocessing as mp


class EndOfItems:
    """Never instantiated: the class itself is the end mark."""


def _produce(queue, items):
    try:
        for item in items:
            queue.put(item)
    finally:
        queue.put(EndOfItems)


def _consume(queue, handle):
    while True:
        item = queue.get()
        if item is EndOfItems:
            return
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
