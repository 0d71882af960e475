# right: reads the event before each timed get, so Empty after it means drained
import multiprocessing as mp
from queue import Empty


def _produce(queue, items):
    for item in items:
        queue.put(item)


def _consume(queue, handle, flushed):
    while True:
        last_look = flushed.is_set()
        try:
            item = queue.get(timeout=0.1)
        except Empty:
            if last_look:
                return
            continue
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    flushed = mp.Event()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle, flushed))
    producer.start()
    consumer.start()
    producer.join()  # it exits only after its feeder thread has written everything
    flushed.set()
    consumer.join()
