# right: a RawArray is shared memory as well, and needs neither a name nor unlinking
import hashlib
import mmap
import multiprocessing as mp
import os
from ctypes import c_int64


def fill(block, first, last):
    for i in range(first, last):
        block[i] = i * i


def squares(n, workers):
    block = mp.RawArray(c_int64, n or 1)
    ps = [
        mp.Process(target=fill, args=(block, n * k // workers, n * (k + 1) // workers))
        for k in range(workers)
    ]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return hashlib.sha256(memoryview(block).cast("B")[: 8 * n]).hexdigest()


def count(path, value, sums, k, first, last):
    if first < last:
        with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as data:
            sums[k] = data[first:last].count(value)


def count_byte(path, value, workers):
    size = os.path.getsize(path)
    sums = mp.RawArray("q", workers)
    ps = [
        mp.Process(
            target=count,
            args=(path, value, sums, k, size * k // workers, size * (k + 1) // workers),
        )
        for k in range(workers)
    ]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return sum(sums)
