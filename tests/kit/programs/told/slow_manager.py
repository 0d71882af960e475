"""Two workers count through a manager for ever: that is slow, and no busy waiting.

verdict: timeout
says: but not stuck: worker
never: without any progress
limits: deadline=5
"""

import multiprocessing as mp


def work(shared):
    while True:
        shared["n"] = shared.get("n", 0) + 1


def run():
    with mp.Manager() as manager:
        shared = manager.dict()
        workers = [mp.Process(target=work, args=(shared,)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
