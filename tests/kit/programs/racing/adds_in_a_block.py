"""Two processes add to a byte of a block of shared memory.

finds: output
"""

import multiprocessing as mp
from multiprocessing import shared_memory


def add(name, times):
    block = shared_memory.SharedMemory(name)
    for _ in range(times):
        block.buf[0] = block.buf[0] + 1
    block.close()


if __name__ == "__main__":
    block = shared_memory.SharedMemory(create=True, size=8)
    workers = [mp.Process(target=add, args=(block.name, 2)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(block.buf[0])
    block.close()
    block.unlink()
