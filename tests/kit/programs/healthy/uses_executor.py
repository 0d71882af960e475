"""An executor's workers sleep, and its parent waits for the results.

methods: spawn
"""

import concurrent.futures
import time


def work(number):
    time.sleep(0.08)
    return number * number


def run():
    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        assert list(executor.map(work, range(8))) == [n * n for n in range(8)]
