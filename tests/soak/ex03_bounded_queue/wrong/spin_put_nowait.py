# verdict: busy-wait @ backlog
# put_nowait() is tried again at once for as long as the queue is full: a core at 100 %.
import multiprocessing as mp
import queue as queues


def push(q, item):
    sent = False
    while not sent:
        try:
            q.put_nowait(item)
            sent = True
        except queues.Full:
            pass


def produce(source, q):
    for item in source:
        push(q, item)
    push(q, None)


def consume(q, handle):
    while True:
        item = q.get()
        if item is None:
            return
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    q = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, q))
    consumer = mp.Process(target=consume, args=(q, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
