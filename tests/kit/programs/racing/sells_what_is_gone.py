"""The last ticket is there when two buyers look, and both take it.

finds: exit
"""

import multiprocessing as mp
import sys


def buy(left, wanted):
    for _ in range(wanted):
        if left.value > 0:
            with left.get_lock():
                left.value -= 1


if __name__ == "__main__":
    left = mp.Value("i", 5)
    buyers = [mp.Process(target=buy, args=(left, 2)) for _ in range(3)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    if left.value < 0:
        print("sold more than there was")
        sys.exit(3)
    print("sold out")
