"""A consumer gets an item and does not say that it is done, and the parent joins the queue.

says: main waits until every item is marked done; 1 of the items put have not been marked done
methods: fork spawn
"""

import multiprocessing


def consume(jobs):
    jobs.get()


def run():
    jobs = multiprocessing.JoinableQueue()
    consumer = multiprocessing.Process(target=consume, args=(jobs,))
    consumer.start()
    jobs.put("job")
    jobs.join()  # ■ main: queue.join()
    consumer.join()
