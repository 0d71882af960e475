"""A program with semaphores, a queue and shared memory is killed, its resource tracker too.

ends: self
verdict: crashed
methods: spawn
"""

import multiprocessing
import os
import signal
from multiprocessing import resource_tracker, shared_memory


def run():
    kept = [multiprocessing.Lock(), multiprocessing.Queue(), multiprocessing.Barrier(2)]
    kept.append(shared_memory.SharedMemory(create=True, size=4096))
    os.kill(resource_tracker._resource_tracker._pid, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
