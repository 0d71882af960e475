"""The parent joins a producer whose feeder thread still holds a megabyte that nobody reads.

says: producer cannot exit: what it put into the queue is not all read. main joins producer, and nobody
methods: fork spawn forkserver
also: ■ producer: exit
"""

import multiprocessing


def produce(results):
    results.put(bytes(1 << 20))


def run():
    results = multiprocessing.Queue()
    producer = multiprocessing.Process(target=produce, args=(results,))
    producer.start()
    producer.join()  # ■ main: process.join()
    results.get()
