# verdict: early | leaked | wrong
# The consumer leaves its work to a child of its own and exits: nobody waits for that one.
import multiprocessing as mp
import os
import time


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def really_consume(queue, handle):
    time.sleep(0.5)  # load what takes long to load
    while (item := queue.get()) is not None:
        handle(item)


def consume(queue, handle):
    mp.Process(target=really_consume, args=(queue, handle)).start()
    os._exit(0)  # without the usual join of one's children


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
