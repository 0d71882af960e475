# right: the producer puts None after the last item and the consumer stops there
import multiprocessing as mp


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while True:
        item = queue.get()
        if item is None:
            break
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
