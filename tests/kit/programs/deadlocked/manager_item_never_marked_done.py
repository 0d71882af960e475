"""A manager's queue is joined, and nobody marks its item done.

says: main waits until every item is marked done
methods: fork spawn
"""

import multiprocessing


def consume(jobs):
    jobs.get()


def run():
    with multiprocessing.Manager() as manager:
        jobs = manager.JoinableQueue()
        consumer = multiprocessing.Process(target=consume, args=(jobs,))
        consumer.start()
        jobs.put("job")
        jobs.join()  # ■ main: proxy.join()
        consumer.join()
