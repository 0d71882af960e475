"""Shared memory is made, and neither closed nor removed.

verdict: leaked
says: the shared memory made at memory_left.py:14
never: warnings.warn
"""

from multiprocessing import shared_memory

kept = []


def run():
    kept.append(shared_memory.SharedMemory(create=True, size=64))
