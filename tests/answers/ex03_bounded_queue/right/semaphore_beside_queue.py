# right: an unbounded queue with a BoundedSemaphore that counts the free places
import multiprocessing as mp


def producer(source, queue, room):
    for item in source:
        room.acquire()
        queue.put(item)
    queue.put(None)


def consumer(queue, room, handle):
    while True:
        item = queue.get()
        if item is None:
            break
        room.release()
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be >= 1")
    queue = mp.Queue()
    room = mp.BoundedSemaphore(maxsize)
    p = mp.Process(target=producer, args=(source, queue, room))
    c = mp.Process(target=consumer, args=(queue, room, handle))
    p.start()
    c.start()
    p.join()
    c.join()
