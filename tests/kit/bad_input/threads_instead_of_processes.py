# verdict: wrong | forbidden
# Two threads of the caller do the work, there is no child process.
import queue
import threading


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(items, handle):
    channel = queue.Queue()
    producer = threading.Thread(target=produce, args=(channel, items))
    consumer = threading.Thread(target=consume, args=(channel, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
