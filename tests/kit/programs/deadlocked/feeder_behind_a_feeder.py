"""Two producers have put too much, the first fills the pipe and the second waits for its turn.

says: first cannot exit: what it put into the queue is not all read. main joins
methods: fork spawn
also: ■ first: exit
also: ■ second: exit
"""

import multiprocessing


def produce(jobs):
    jobs.put(b"x" * (1 << 20))


def run():
    jobs = multiprocessing.Queue()
    first = multiprocessing.Process(target=produce, args=(jobs,), name="first")
    first.start()
    jobs._reader.poll(None)  # it writes, and cannot finish
    second = multiprocessing.Process(target=produce, args=(jobs,), name="second")
    second.start()
    second.join()  # ■ main: process.join()
