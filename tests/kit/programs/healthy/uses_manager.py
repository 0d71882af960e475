"""Two children talk through a manager's queue and dictionary, with pauses.

methods: fork spawn forkserver
"""

import multiprocessing
import time


def produce(jobs):
    for number in range(4):
        time.sleep(0.1)
        jobs.put(number)


def consume(jobs, found):
    for _ in range(4):
        number = jobs.get()
        found[number] = number * number


def run():
    with multiprocessing.Manager() as manager:
        jobs, found = manager.Queue(), manager.dict()
        children = [
            multiprocessing.Process(target=produce, args=(jobs,)),
            multiprocessing.Process(target=consume, args=(jobs, found)),
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        assert dict(found) == {0: 0, 1: 1, 2: 4, 3: 9}
