# verdict: wrong | crashed @ again
# The block is made once, for the first n, and used again for a larger one.
import hashlib
import mmap
import multiprocessing as mp
import os

_block = None


def fill(block, first, last):
    for i in range(first, last):
        block[i] = i * i


def squares(n, workers):
    global _block
    if _block is None:
        _block = mp.RawArray("q", n or 1)
    ps = [
        mp.Process(target=fill, args=(_block, n * k // workers, n * (k + 1) // workers))
        for k in range(workers)
    ]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return hashlib.sha256(memoryview(_block).cast("B")[: 8 * n]).hexdigest()


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
