# right: there is one Ellipsis in each process and pickle keeps its identity
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(...)


def _consume(queue, handle):
    item = queue.get()
    while item is not ...:
        handle(item)
        item = queue.get()


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
