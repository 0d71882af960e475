# verdict: deadlock @ backlog | every_item_in_order
# The end mark is put without waiting: it finds the queue full, is lost, the consumer waits on.
import multiprocessing as mp
from queue import Full


def produce(source, queue):
    for item in source:
        queue.put(item)
    try:
        queue.put_nowait(None)
    except Full:
        pass


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
