# right: in the consumer process a thread gets and the main thread handles, both up to the None
import multiprocessing as mp
import queue as local_queue
import threading


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _read(source, inbox):
    while True:
        item = source.get()
        inbox.put(item)
        if item is None:
            return


def _consume(queue, handle):
    inbox = local_queue.Queue(maxsize=100)
    reader = threading.Thread(target=_read, args=(queue, inbox))
    reader.start()
    for item in iter(inbox.get, None):
        handle(item)
    reader.join()


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
