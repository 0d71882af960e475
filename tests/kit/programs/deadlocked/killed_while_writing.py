"""A producer is killed in the middle of a write, and keeps the queue's write lock.

says: second waits for a lock that nobody will give back: first died (ended by SIGKILL)
methods: fork spawn
also: ■ second: exit
"""

import multiprocessing


def produce(jobs, item):
    jobs.put(item)


def run():
    jobs = multiprocessing.Queue()
    big = b"x" * (1 << 20)
    first = multiprocessing.Process(target=produce, args=(jobs, big), name="first")
    first.start()
    jobs._reader.poll(None)  # it writes, and cannot finish
    first.kill()
    first.join()
    second = multiprocessing.Process(target=produce, args=(jobs, 1), name="second")
    second.start()
    second.join()  # ■ main: process.join()
