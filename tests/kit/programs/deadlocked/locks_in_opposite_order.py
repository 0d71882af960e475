"""Two workers take two locks in opposite order, and meet when each holds one.

says: left waits for a lock that right holds, and right waits for a lock that left holds
methods: fork spawn forkserver
"""

import multiprocessing


def work(first, second, both_hold_one):
    with first:
        both_hold_one.wait()
        with second:  # ■ left: lock.acquire() ■ right: lock.acquire()
            pass


def run():
    one, two = multiprocessing.Lock(), multiprocessing.Lock()
    both_hold_one = multiprocessing.Barrier(2)
    left = multiprocessing.Process(target=work, args=(one, two, both_hold_one), name="left")
    right = multiprocessing.Process(target=work, args=(two, one, both_hold_one), name="right")
    left.start()
    right.start()
    left.join()  # ■ main: process.join()
    right.join()
