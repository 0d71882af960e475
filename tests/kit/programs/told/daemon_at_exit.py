"""A daemon works on when the program ends.

verdict: crashed
says: worker did not end by itself: it is a daemon, and main exited before it (ended by SIGTERM)
runs: as a program
methods: fork spawn
"""

import multiprocessing as mp
import time


def work(begun):
    begun.set()
    time.sleep(60)


if __name__ == "__main__":
    begun = mp.Event()
    mp.Process(target=work, args=(begun,), daemon=True).start()
    begun.wait()
