"""A producer puts more than a bounded queue holds, and its parent joins it before it reads.

says: producer waits for room in a full queue that nobody reads any more
methods: fork spawn
"""

import multiprocessing


def produce(jobs):
    for number in range(3):
        jobs.put(number)  # ■ producer: queue.put()


def run():
    jobs = multiprocessing.Queue(maxsize=2)
    producer = multiprocessing.Process(target=produce, args=(jobs,))
    producer.start()
    producer.join()  # ■ main: process.join()
    while not jobs.empty():
        jobs.get()
