# verdict: early | leaked @ every_item_in_order
# an unjoined daemon may still have items to handle when run returns (or not have started, spawned)
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
    consumer = mp.Process(target=_consume, args=(queue, handle), daemon=True)
    consumer.start()
    producer = mp.Process(target=_produce, args=(queue, items))
    producer.start()
    producer.join()
