# right: the block itself is handed over (it pickles as its name), and written through a cast view
import hashlib
import mmap
import multiprocessing as mp
import os
import sys
from array import array
from multiprocessing.shared_memory import SharedMemory


def fill(shm, first, last):
    view = shm.buf.cast("q")
    try:
        part = array("q", (i * i for i in range(first, last)))
        if sys.byteorder == "big":
            part.byteswap()
        view[first:last] = part
    finally:
        view.release()
        shm.close()


def squares(n, workers):
    if not n:
        return hashlib.sha256().hexdigest()
    shm = SharedMemory(create=True, size=8 * n)
    step = -(-n // workers)
    try:
        ps = []
        for first in range(0, n, step):
            ps.append(mp.Process(target=fill, args=(shm, first, min(first + step, n))))
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        digest = hashlib.sha256(shm.buf[: n * 8]).hexdigest()
    finally:
        shm.close()
        shm.unlink()
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
