# verdict: deadlock @ every_item_in_order
# the consumer gets a pickled copy of the object, so `is` is never true and the copy is handled
import multiprocessing as mp

END = object()


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(END)


def _consume(queue, handle):
    while True:
        item = queue.get()
        if item is END:
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
