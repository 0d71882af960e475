"""A feeder thread takes its time to pickle, while everybody else waits without a limit.

methods: fork spawn forkserver
"""

import multiprocessing
import time


class Slow:
    def __reduce__(self):
        time.sleep(0.15)
        return Slow, ()


def produce(results):
    for _ in range(3):
        results.put(Slow())


def run():
    results = multiprocessing.Queue()
    producer = multiprocessing.Process(target=produce, args=(results,))
    producer.start()
    for _ in range(3):
        results.get()
        time.sleep(0)
    producer.join()
