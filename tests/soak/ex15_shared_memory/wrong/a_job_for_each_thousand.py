# verdict: wrong @ nothing_is_sent
# A job for every thousand bytes: the jobs themselves are too much to send.
import hashlib
import mmap
import multiprocessing as mp
import os
import sys
from array import array
from multiprocessing import shared_memory


def fill(job):
    name, first, last = job
    shm = shared_memory.SharedMemory(name)
    for start in range(first, last, 65536):
        stop = min(last, start + 65536)
        part = array("q", (i * i for i in range(start, stop)))
        if sys.byteorder == "big":
            part.byteswap()
        shm.buf[8 * start : 8 * stop] = part.tobytes()
    shm.close()


def scan(job):
    path, needle, first, last = job
    found = 0
    with open(path, "rb") as f:
        m = mmap.mmap(f.fileno(), 0, prot=mmap.PROT_READ)
        try:
            for at in range(first, last, 1 << 16):
                piece = m[at : min(at + (1 << 16), last)]
                found += len(piece) - len(piece.translate(None, needle))
        finally:
            m.close()
    return found


def split(total, parts):
    step = 512 if total < 4096 else 1000
    return [(a, min(a + step, total)) for a in range(0, total, step)]


def squares(n: int, workers: int) -> str:
    digest = hashlib.sha256()
    if n > 0:
        shm = shared_memory.SharedMemory(create=True, size=n * 8)
        try:
            jobs = [(shm.name, a, b) for a, b in split(n, workers)]
            with mp.Pool(workers) as pool:
                pool.map(fill, jobs, chunksize=1)
            for at in range(0, n * 8, 1 << 16):
                digest.update(bytes(shm.buf[at : min(at + (1 << 16), n * 8)]))
        finally:
            shm.close()
            shm.unlink()
    return digest.hexdigest()


def count_byte(path: str, value: int, workers: int) -> int:
    size = os.stat(path).st_size
    if size == 0:
        return 0
    jobs = [(path, bytes([value]), a, b) for a, b in split(size, workers)]
    with mp.Pool(workers) as pool:
        return sum(pool.map(scan, jobs, chunksize=1))
