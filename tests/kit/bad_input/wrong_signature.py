# verdict: crashed
# run() takes one argument, the contract passes two.
import multiprocessing as mp


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue):
    while (item := queue.get()) is not None:
        print(item)


def run(items):
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items))
    consumer = mp.Process(target=consume, args=(queue,))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
