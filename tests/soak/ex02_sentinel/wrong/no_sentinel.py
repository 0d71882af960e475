# verdict: deadlock @ every_item_in_order
# nothing tells the consumer that production is over, so its last get waits for ever
import multiprocessing as mp


def produce(queue, items):
    for item in items:
        queue.put(item)


def consume(queue, handle):
    while True:
        handle(queue.get())


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
