# right: __reduce__ returns the name of the module's instance, so unpickling finds that instance
import multiprocessing as mp


class _Stop:
    def __reduce__(self):
        return "STOP"

    def __repr__(self):
        return "<STOP>"


STOP = _Stop()


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(STOP)


def _consume(queue, handle):
    while True:
        item = queue.get()
        if item is STOP:
            break
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
