# verdict: crashed @ late_first_item
# The first item gets a moment; a producer that needs longer makes the consumer fail.
import multiprocessing as mp

END = ("end of items",)


def produce(queue, items):
    for item in items:
        queue.put([item])
    queue.put(END)


def consume(queue, handle):
    message = queue.get(timeout=0.9)
    while message != END:
        handle(message[0])
        message = queue.get()


def run(items, handle):
    queue = mp.Queue()
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer = mp.Process(target=produce, args=(queue, items))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
