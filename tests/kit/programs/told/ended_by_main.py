"""A worker waits for more, and main ends it.

verdict: crashed
says: worker did not end by itself: main ended it by process.terminate() at ended_by_main.py:22 (ended by SIGTERM)
methods: fork spawn
"""

import multiprocessing as mp


def work(queue, results):
    while True:
        results.put(queue.get())


def run():
    queue, results = mp.Queue(), mp.Queue()
    process = mp.Process(target=work, args=(queue, results))
    process.start()
    queue.put(1)
    results.get()
    process.terminate()
    process.join()
