"""A module makes a lock when it is imported, in spawned children under no name of the trial's.

says: worker waits for an item, but nobody will ever put another one
methods: spawn forkserver
"""

import multiprocessing

LOCK = multiprocessing.Lock()


def work(jobs):
    print(LOCK._semlock.name)
    with LOCK:
        jobs.get()  # ■ worker: queue.get()


def run():
    jobs = multiprocessing.Queue()
    worker = multiprocessing.Process(target=work, args=(jobs,))
    worker.start()
    worker.join()  # ■ main: process.join()
