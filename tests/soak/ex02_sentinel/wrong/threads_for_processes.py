# verdict: forbidden | wrong @ two_child_processes
# produces and consumes in two threads of the caller: no other process is involved
import multiprocessing as mp
from threading import Thread


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = Thread(target=_produce, args=(queue, items))
    consumer = Thread(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
