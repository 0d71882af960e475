# verdict: wrong @ every_item_in_order | falsy_items | two_child_processes
# two processes share the work, so handling is neither in one process nor in order
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    while True:
        item = queue.get()
        if item is None:
            queue.put(None)  # for the other one
            return
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumers = [mp.Process(target=_consume, args=(queue, handle)) for _ in range(2)]
    producer.start()
    for consumer in consumers:
        consumer.start()
    producer.join()
    for consumer in consumers:
        consumer.join()
