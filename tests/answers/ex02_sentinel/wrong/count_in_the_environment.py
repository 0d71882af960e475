# verdict: crashed @ every_item_in_order
# A forkserver that runs already has the environment that it was started with.
import multiprocessing as mp
import os


def produce(queue, items):
    for item in items:
        queue.put(item)


def consume(queue, handle):
    for _ in range(int(os.environ["ITEMS_TO_HANDLE"])):
        handle(queue.get())


def run(items, handle):
    os.environ["ITEMS_TO_HANDLE"] = str(len(items))
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
