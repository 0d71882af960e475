# verdict: crashed @ every_item_in_order
# sys.exit with a text prints it on stderr and makes the exit code 1
import multiprocessing as mp
import sys


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    while True:
        item = queue.get()
        if item is None:
            sys.exit("consumer: finished")
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
