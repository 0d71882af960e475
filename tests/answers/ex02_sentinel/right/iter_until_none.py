# right: iter(queue.get, None) ends at the None that the producer puts last
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    workers = [
        mp.Process(target=_consume, args=(queue, handle)),
        mp.Process(target=_produce, args=(queue, items)),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
