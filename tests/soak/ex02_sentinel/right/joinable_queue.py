# right: the producer waits until each item is acknowledged and only then sends the end
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.join()
    queue.put(None)


def _consume(queue, handle):
    while True:
        item = queue.get()
        try:
            if item is None:
                return
            handle(item)
        finally:
            queue.task_done()


def run(items, handle):
    queue = mp.JoinableQueue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
