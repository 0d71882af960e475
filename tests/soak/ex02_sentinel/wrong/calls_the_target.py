# verdict: forbidden | wrong @ two_child_processes
# target=f(...) calls f at once in the caller; the processes that start afterwards do nothing
import multiprocessing as mp


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=produce(queue, items))
    consumer = mp.Process(target=consume(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
