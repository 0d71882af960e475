# verdict: deadlock @ every_item_in_order (spawn)
# each spawned child imports the module and makes a queue of its own
import multiprocessing as mp

queue = mp.Queue()


def produce(items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    producer = mp.Process(target=produce, args=(items,))
    consumer = mp.Process(target=consume, args=(handle,))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
