# verdict: early @ late_last_item
# takes a pause of 0.2 s for the end, so an item that needs longer is never handled
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)


def _consume(queue, handle):
    while True:
        try:
            item = queue.get(timeout=0.2)
        except Exception:
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
