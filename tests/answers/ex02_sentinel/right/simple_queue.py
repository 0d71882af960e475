# right: a SimpleQueue writes in put() itself; the consumer runs meanwhile and drains the pipe
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    while True:
        item = queue.get()
        if item is None:
            return
        handle(item)


def run(items, handle):
    queue = mp.SimpleQueue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    queue.close()
