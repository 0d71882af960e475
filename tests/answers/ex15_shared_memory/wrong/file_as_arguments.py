# verdict: wrong @ nothing_is_sent (spawn)
# The caller reads the file and hands the pieces to the workers: under spawn all of it is pickled.
import hashlib
import mmap
import multiprocessing as mp
import os
import struct
from multiprocessing.shared_memory import SharedMemory


def fill(name, first, last):
    shm = SharedMemory(name)
    for i in range(first, last):
        struct.pack_into("<q", shm.buf, 8 * i, i * i)
    shm.close()


def squares(n, workers):
    if n == 0:
        return hashlib.sha256(b"").hexdigest()
    shm = SharedMemory(create=True, size=8 * n)
    try:
        ps = [
            mp.Process(target=fill, args=(shm.name, n * k // workers, n * (k + 1) // workers))
            for k in range(workers)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return hashlib.sha256(shm.buf[: 8 * n]).hexdigest()
    finally:
        shm.close()
        shm.unlink()


def count(data, value, sums, k):
    sums[k] = data.count(value)


def count_byte(path, value, workers):
    with open(path, "rb") as f:
        data = f.read()
    sums = mp.RawArray("q", workers)
    step = -(-len(data) // workers)
    ps = [
        mp.Process(target=count, args=(data[k * step : (k + 1) * step], value, sums, k))
        for k in range(workers)
    ]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return sum(sums)
