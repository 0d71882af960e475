"""The program makes shared memory that no resource tracker knows, and leaves it (Python 3.13)."""

from multiprocessing import shared_memory


def run(name):
    shared_memory.SharedMemory(name, create=True, size=4096, track=False)
