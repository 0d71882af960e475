# verdict: crashed @ count
# A file that is open for reading is mapped for reading and writing, which is the default.
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


def count(path, value, sums, k, first, last):
    if first < last:
        with open(path, "rb") as f, mmap.mmap(f.fileno(), 0) as data:
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
