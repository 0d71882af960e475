# verdict: forbidden | wrong @ two_child_processes
# a single child process puts every item and then handles every item
import multiprocessing as mp


def _work(queue, items, handle):
    for item in items:
        queue.put(item)
    queue.put(None)
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    worker = mp.Process(target=_work, args=(queue, items, handle))
    worker.start()
    worker.join()
