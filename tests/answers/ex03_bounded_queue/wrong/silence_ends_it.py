# verdict: early @ late_items
# Half a second without an item is taken for the end of the stream; the source only paused.
import multiprocessing as mp
from queue import Empty


def produce(queue, source):
    for item in source:
        queue.put(item)


def consume(queue, handle):
    handle(queue.get())
    while True:
        try:
            item = queue.get(timeout=0.5)
        except Empty:
            return
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(queue, source))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
