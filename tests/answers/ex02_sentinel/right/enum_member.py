# right: an Enum member is pickled by name, so it is the same object in the consumer
import enum
import multiprocessing as mp


class Signal(enum.Enum):
    END = enum.auto()


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(Signal.END)


def _consume(queue, handle):
    while (item := queue.get()) is not Signal.END:
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
