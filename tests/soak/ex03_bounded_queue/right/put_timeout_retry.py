# right: put() with a timeout, tried again with the same item for as long as the queue is full
import multiprocessing as mp
from queue import Full


def offer(queue, item):
    while True:
        try:
            queue.put(item, timeout=0.25)
        except Full:
            continue
        return


def produce(source, queue):
    for item in source:
        offer(queue, item)
    offer(queue, None)


def consume(queue, handle):
    while True:
        match queue.get():
            case None:
                return
            case item:
                handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError(maxsize)
    queue = mp.Queue(maxsize=maxsize)
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer = mp.Process(target=produce, args=(source, queue))
    consumer.start()
    producer.start()
    producer.join()
    consumer.join()
