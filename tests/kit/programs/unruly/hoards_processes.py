"""The program starts up to 80 sleeping children, where 20 are allowed.

ends: processes
verdict: crashed
limits: processes=20
"""

import multiprocessing
import time


def run():
    for _ in range(80):
        multiprocessing.Process(target=time.sleep, args=(600,)).start()
