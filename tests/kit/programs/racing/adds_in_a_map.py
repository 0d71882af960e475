"""Two forked processes add to a byte of an anonymous map.

finds: output
"""

import mmap
import os


def add(block, times):
    for _ in range(times):
        block[0] = block[0] + 1


if __name__ == "__main__":
    block = mmap.mmap(-1, 8)
    children = []
    for _ in range(2):
        pid = os.fork()
        if pid == 0:
            add(block, 2)
            os._exit(0)
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)
    print(block[0])
