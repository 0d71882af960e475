# right: `case None` matches by identity, every other item falls through to the handler
import multiprocessing as mp


def _produce(queue, items):
    for item in [*items, None]:
        queue.put(item)


def _consume(queue, handle):
    while True:
        match queue.get():
            case None:
                return
            case item:
                handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    consumer.start()
    producer.start()
    consumer.join()
    producer.join()
