"""A worker has ended, and nobody has joined it.

verdict: leaked
says: worker was never joined
methods: fork spawn forkserver
"""

import multiprocessing as mp
from multiprocessing.connection import wait
from pathlib import Path


def work():
    pass


def run():
    process = mp.Process(target=work)
    process.start()
    wait([process.sentinel])  # which ends a moment before the process does
    while not has_ended(Path(f"/proc/{process.pid}/stat")):
        pass


def has_ended(stat):
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
