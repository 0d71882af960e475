# verdict: crashed @ squares (spawn)
# A forked child inherits an anonymous map; under spawn and forkserver it cannot be pickled.
import hashlib
import mmap
import multiprocessing as mp
import os
import struct
from multiprocessing.shared_memory import SharedMemory


def fill(block, first, last):
    for i in range(first, last):
        struct.pack_into("<q", block, 8 * i, i * i)


def squares(n, workers):
    block = mmap.mmap(-1, max(8 * n, 1))
    ps = [
        mp.Process(target=fill, args=(block, n * k // workers, n * (k + 1) // workers))
        for k in range(workers)
    ]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    digest = hashlib.sha256(block[: 8 * n]).hexdigest()
    block.close()
    return digest


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
