"""Leaving the `with` ends the pool, whether its tasks are done or not.

finds: output
"""

import multiprocessing as mp


def square(number, total):
    with total:
        total.value += number * number


def share(given):
    global total
    total = given


def work(number):
    square(number, total)


if __name__ == "__main__":
    total = mp.Value("i", 0)
    with mp.Pool(2, share, (total,)) as pool:
        for number in range(3):
            pool.apply_async(work, (number,))
    print(total.value)
