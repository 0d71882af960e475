# right: the block is a temporary file that everybody maps
import hashlib
import mmap
import multiprocessing as mp
import os
import struct
import tempfile


def fill(path, first, last):
    if first == last:
        return
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as block:
        for i in range(first, last):
            struct.pack_into("<q", block, 8 * i, i * i)


def squares(n, workers):
    handle, path = tempfile.mkstemp()
    try:
        os.truncate(handle, 8 * n)
        os.close(handle)
        ps = [
            mp.Process(target=fill, args=(path, n * k // workers, n * (k + 1) // workers))
            for k in range(workers)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        with open(path, "rb") as f:
            return hashlib.file_digest(f, "sha256").hexdigest()
    finally:
        os.unlink(path)


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
