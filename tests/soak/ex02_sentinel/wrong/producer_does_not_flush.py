# verdict: deadlock @ every_item_in_order
# cancel_join_thread lets the producer exit before its feeder has written the items and the mark
import multiprocessing as mp


def _produce(queue, items):
    queue.cancel_join_thread()  # so that the process does not hang at exit
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
