"""The caller puts the mark, an Enum member, when it has joined the producer."""

import enum
import multiprocessing as mp


class Mark(enum.Enum):
    END = "end"


def produce(queue, items):
    for item in items:
        queue.put(item)


def consume(queue, handle):
    for item in iter(queue.get, Mark.END):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    queue.put(Mark.END)
    consumer.join()
