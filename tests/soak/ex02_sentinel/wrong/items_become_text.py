# verdict: wrong @ every_item_in_order
# sends lines of text, so the consumer handles strings and not the items
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(f"{item}\n")
    queue.put(None)


def _consume(queue, handle):
    for line in iter(queue.get, None):
        handle(line.rstrip("\n"))


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
