# right: an executor; tasks are names and ranges, results are small numbers
import hashlib
import mmap
import multiprocessing as mp
import os
import struct
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory


def fill(name, first, last):
    block = SharedMemory(name)
    for i in range(first, last):
        struct.pack_into("<q", block.buf, 8 * i, i * i)
    block.close()


def count(path, value, first, last):
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, prot=mmap.PROT_READ) as m:
        return m[first:last].count(value)


def edges(total, workers):
    return [total * k // workers for k in range(workers + 1)]


def squares(n, workers):
    block = SharedMemory(create=True, size=max(8, 8 * n))
    cuts = edges(n, workers)
    with ProcessPoolExecutor(workers, mp_context=mp.get_context()) as pool:
        list(pool.map(fill, [block.name] * workers, cuts[:-1], cuts[1:]))
    digest = hashlib.sha256(block.buf[: 8 * n]).hexdigest()
    block.close()
    block.unlink()
    return digest


def count_byte(path, value, workers):
    size = os.path.getsize(path)
    if not size:
        return 0
    cuts = edges(size, workers)
    with ProcessPoolExecutor(workers, mp_context=mp.get_context()) as pool:
        jobs = [pool.submit(count, path, value, a, b) for a, b in zip(cuts, cuts[1:])]
        return sum(job.result() for job in jobs)
