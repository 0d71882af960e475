# verdict: early @ returns_when_all_is_done
# The consumer gets a moment to finish; if its last item takes longer, run returns without it.
import multiprocessing as mp


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    workers = [
        mp.Process(target=produce, args=(queue, items)),
        mp.Process(target=consume, args=(queue, handle)),
    ]
    for worker in workers:
        worker.start()
    workers[0].join()
    workers[1].join(timeout=0.5)
