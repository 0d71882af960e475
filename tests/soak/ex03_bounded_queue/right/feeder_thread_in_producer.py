# right: a thread of the producer process iterates the source and fills the bounded queue
import multiprocessing as mp
import threading


def _iterate(source, queue):
    for item in source:
        queue.put(("data", item))
    queue.put(("done",))


def produce(source, queue):
    thread = threading.Thread(target=_iterate, args=(source, queue))
    thread.start()
    thread.join()


def consume(queue, handle):
    while True:
        match queue.get():
            case ("done",):
                break
            case ("data", item):
                handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize has to be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    for process in producer, consumer:
        process.start()
    for process in producer, consumer:
        process.join()
