# verdict: wrong @ size_of_one
# One place is kept for the item in hand: Queue(maxsize - 1) is unbounded when maxsize is 1.
import multiprocessing as mp


def producer(source, q):
    for item in source:
        q.put(item)
    q.put(None)


def consumer(q, handle):
    while True:
        item = q.get()
        if item is None:
            return
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    q = mp.Queue(maxsize - 1)  # the consumer holds the other one
    p = mp.Process(target=producer, args=(source, q))
    c = mp.Process(target=consumer, args=(q, handle))
    p.start()
    c.start()
    p.join()
    c.join()
