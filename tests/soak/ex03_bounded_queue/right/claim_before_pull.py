# right: the producer reserves a place first and only then asks the source for the next item
import multiprocessing as mp

STOP = "stop"
ITEM = "item"


def produce(source, queue, places):
    iterator = iter(source)
    while True:
        places.acquire()
        try:
            item = next(iterator)
        except StopIteration:
            queue.put((STOP, None))
            return
        queue.put((ITEM, item))


def consume(queue, places, handle):
    while True:
        match queue.get():
            case ("stop", _):
                return
            case (_, item):
                places.release()
                handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must not be below 1")
    queue, places = mp.Queue(), mp.Semaphore(maxsize)
    processes = [
        mp.Process(target=produce, args=(source, queue, places)),
        mp.Process(target=consume, args=(queue, places, handle)),
    ]
    [p.start() for p in processes]
    [p.join() for p in processes]
