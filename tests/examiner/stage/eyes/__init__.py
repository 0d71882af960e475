"""Wrappers round the blocking calls of multiprocessing, in this process and its forks.

data     queues and pipes: what is put and got, and by whom they were made
locks    locks, semaphores, conditions, events, barriers
lives    processes and threads: who starts, joins and ends whom, and how each ends
looks    who only looks, where each step counts
outside  timers, and memory with a name: what reaches beyond the processes
"""

from examiner.stage.eyes import data, lives, locks, outside
from examiner.stage.recorder import Recorder


def open_all(rec: Recorder) -> None:
    """Put every wrapper in place."""
    data.open_eyes(rec)
    locks.open_eyes(rec)
    lives.open_eyes(rec)
    outside.open_eyes(rec)
