# verdict: leaked | crashed
# Importing the module starts a process, which sleeps on after run() has returned.
import multiprocessing as mp
import time

helper = mp.Process(target=time.sleep, args=(600,), daemon=True)
helper.start()


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
