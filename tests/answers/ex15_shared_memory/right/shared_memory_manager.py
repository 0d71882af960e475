# right: a SharedMemoryManager frees the block; the counts are added to a Value
import hashlib
import mmap
import multiprocessing as mp
import os
import struct
from multiprocessing.managers import SharedMemoryManager


def fill(shm, first, last):
    for i in range(first, last):
        shm.buf[8 * i : 8 * i + 8] = struct.pack("<q", i * i)
    shm.close()


def squares(n, workers):
    with SharedMemoryManager() as manager:
        shm = manager.SharedMemory(max(1, n * 8))
        ps = [
            mp.Process(target=fill, args=(shm, n * k // workers, n * (k + 1) // workers))
            for k in range(workers)
        ]
        [p.start() for p in ps]
        [p.join() for p in ps]
        digest = hashlib.sha256(bytes(shm.buf[: n * 8])).hexdigest()
        shm.close()
    return digest


def count(path, value, total, first, last):
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as data:
        found = 0
        at = data.find(bytes([value]), first, last)
        while at >= 0:
            found += 1
            at = data.find(bytes([value]), at + 1, last)
    with total.get_lock():
        total.value += found


def count_byte(path, value, workers):
    size = os.stat(path).st_size
    if size == 0:
        return 0
    total = mp.Value("q")
    step = max(1, -(-size // workers))
    ps = [
        mp.Process(target=count, args=(path, value, total, at, min(at + step, size)))
        for at in range(0, size, step)
    ]
    [p.start() for p in ps]
    [p.join() for p in ps]
    return total.value
