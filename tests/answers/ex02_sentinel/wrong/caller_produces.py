# verdict: forbidden | wrong @ two_child_processes
# there is only a consumer process: the items are put by the caller itself
import multiprocessing as mp


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    consumer = mp.Process(target=_consume, args=(queue, handle))
    consumer.start()
    for item in items:
        queue.put(item)
    queue.put(None)
    consumer.join()
