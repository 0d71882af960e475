"""A worker has ended, and nobody has joined it.

verdict: leaked
says: worker was never joined
methods: fork spawn forkserver
"""

import multiprocessing as mp
from multiprocessing.connection import wait


def work():
    pass


def run():
    process = mp.Process(target=work)
    process.start()
    wait([process.sentinel])
