# verdict: crashed @ every_item_in_order (spawn)
# a lambda can't be pickled, so the processes start only where they are forked
import multiprocessing as mp


def _put_all(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _handle_all(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=lambda: _put_all(queue, items))
    consumer = mp.Process(target=lambda: _handle_all(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
