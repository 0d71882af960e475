"""A child writes into shared memory.

methods: fork spawn
"""

import multiprocessing
from multiprocessing import shared_memory


def work(name):
    block = shared_memory.SharedMemory(name=name)
    block.buf[0] = 7
    block.close()


def main():
    block = shared_memory.SharedMemory(create=True, size=16)
    worker = multiprocessing.Process(target=work, args=(block.name,))
    worker.start()
    worker.join()
    print(block.buf[0])
    block.close()
    block.unlink()


if __name__ == "__main__":
    main()
