"""The parent waits for an item of a producer that has exited, and that nobody has joined yet.

says: main waits for an item, but nobody will ever put another one
methods: fork spawn
"""

import multiprocessing


def produce(results):
    results.put("only")


def run():
    results = multiprocessing.Queue()
    producer = multiprocessing.Process(target=produce, args=(results,))
    producer.start()
    results.get()
    results.get()  # ■ main: queue.get()
