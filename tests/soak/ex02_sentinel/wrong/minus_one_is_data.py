# verdict: early @ falsy_items
# -1 is an ordinary item, so a list that has one ends there
import multiprocessing as mp

SENTINEL = -1


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(SENTINEL)


def _consume(queue, handle):
    while True:
        item = queue.get()
        if item == SENTINEL:
            break
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
