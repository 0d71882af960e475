# right: both sides know a random token, which is compared by type and value and not by identity
import multiprocessing as mp
import uuid


def _produce(queue, items, token):
    for item in items:
        queue.put(item)
    queue.put(token)


def _consume(queue, handle, token):
    while True:
        item = queue.get()
        if type(item) is uuid.UUID and item == token:
            return
        handle(item)


def run(items, handle):
    token = uuid.uuid4()
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items, token))
    consumer = mp.Process(target=_consume, args=(queue, handle, token))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
