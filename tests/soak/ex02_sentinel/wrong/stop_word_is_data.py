# verdict: early @ falsy_items
# the text "STOP" is an ordinary item, so a list that has one ends there
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put("STOP")


def _consume(queue, handle):
    for item in iter(queue.get, "STOP"):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
