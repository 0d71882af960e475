"""The caller feeds everything before it reads, and both queues are small.

says: worker and main wait for room, each in a full queue
methods: fork spawn forkserver
"""

import multiprocessing


def work(tasks, results):
    for task in iter(tasks.get, None):
        results.put(task + 1)  # ■ worker: queue.put()


def run():
    tasks, results = multiprocessing.Queue(2), multiprocessing.Queue(2)
    worker = multiprocessing.Process(target=work, args=(tasks, results))
    worker.start()
    for task in range(10):
        tasks.put(task)  # ■ main: queue.put()
    tasks.put(None)
    worker.join()
