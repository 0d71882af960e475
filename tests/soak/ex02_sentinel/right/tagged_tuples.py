# right: each message says what it is, so no item can look like the end
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(("item", item))
    queue.put(("end", None))


def _consume(queue, handle):
    while True:
        match queue.get():
            case ("end", _):
                return
            case ("item", payload):
                handle(payload)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
