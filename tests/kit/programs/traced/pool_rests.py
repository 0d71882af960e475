"""A pool has nothing to do while its owner sleeps.

methods: fork spawn
"""

import multiprocessing
import time


def square(number):
    return number * number


def main():
    with multiprocessing.Pool(2) as pool:
        print(pool.map(square, range(4)))
        time.sleep(1.6)
        print(pool.apply(square, [5]))


if __name__ == "__main__":
    main()
