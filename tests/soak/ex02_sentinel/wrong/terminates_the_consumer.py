# verdict: crashed | early @ every_item_in_order
# a joined producer has flushed, but the consumer is killed before it has handled everything
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)


def _consume(queue, handle):
    while True:
        handle(queue.get())


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.terminate()
    consumer.join()
