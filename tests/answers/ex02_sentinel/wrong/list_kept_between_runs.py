# verdict: wrong @ again
# The work list is a module global that is never emptied: the second run sends the first one's items too.
import multiprocessing as mp

WORK = []


def produce(queue, work):
    for item in work:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    WORK.extend(items)
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, WORK))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
