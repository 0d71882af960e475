"""Two processes add to a number of four bytes in a block of shared memory, read and stored as a slice.

finds: output
"""

import multiprocessing as mp
from multiprocessing.shared_memory import SharedMemory


def add(name):
    block = SharedMemory(name)
    number = int.from_bytes(block.buf[4:8], "little")
    block.buf[4:8] = (number + 1).to_bytes(4, "little")
    block.close()


if __name__ == "__main__":
    block = SharedMemory(create=True, size=8)
    workers = [mp.Process(target=add, args=(block.name,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(int.from_bytes(block.buf[4:8], "little"))
    block.close()
    block.unlink()
