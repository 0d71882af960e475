# verdict: wrong @ count
# The file is padded to whole pages before it is mapped.
import hashlib
import mmap
import multiprocessing as mp
import os
import struct
from multiprocessing.shared_memory import SharedMemory


def write(name, first, last):
    block = SharedMemory(name=name)
    try:
        for i in range(first, last):
            struct.pack_into("<q", block.buf, 8 * i, i * i)
    finally:
        block.close()


def tally(path, value, first, last, conn):
    total = 0
    # a mapping has whole pages
    os.truncate(path, -(-os.path.getsize(path) // mmap.PAGESIZE) * mmap.PAGESIZE)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as data:
        for start in range(first, last, 1 << 20):
            total += data[start : min(start + (1 << 20), last)].count(value)
    conn.send(total)
    conn.close()


def bounds(n, workers):
    return [(n * k // workers, n * (k + 1) // workers) for k in range(workers)]


def run_all(processes):
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        process.close()


def squares(n: int, workers: int) -> str:
    if n == 0:
        return hashlib.sha256(b"").hexdigest()
    block = SharedMemory(create=True, size=8 * n)
    try:
        run_all([mp.Process(target=write, args=(block.name, a, b)) for a, b in bounds(n, workers)])
        with block.buf[: 8 * n] as view:
            return hashlib.sha256(view).hexdigest()
    finally:
        block.close()
        block.unlink()


def count_byte(path: str, value: int, workers: int) -> int:
    size = os.path.getsize(path)
    if not size:
        return 0
    receiver, sender = mp.Pipe(duplex=False)
    with receiver:
        with sender:
            # Every count is a few bytes, so that a pipe holds them all, and writes are atomic.
            workers = min(workers, size, 500)
            run_all(
                [mp.Process(target=tally, args=(path, value, a, b, sender)) for a, b in bounds(size, workers)]
            )
        return sum(receiver.recv() for _ in range(workers))
