"""The exit code of a worker that has not ended is None, and that is taken for a fault.

finds: exit
"""

import multiprocessing as mp
import sys


def check(numbers):
    sys.exit(0 if sum(numbers) == 6 else 1)


if __name__ == "__main__":
    checker = mp.Process(target=check, args=([1, 2, 3],))
    checker.start()
    checker.join(timeout=2)
    if checker.exitcode != 0:
        sys.exit(3)
    print("checked")
