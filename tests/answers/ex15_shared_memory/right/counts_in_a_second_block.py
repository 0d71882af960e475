"""Blocks by name for both functions: the counts come back in a second, small block."""

import hashlib
import mmap
import multiprocessing as mp
import os
import struct
from multiprocessing.shared_memory import SharedMemory

STEP = 1 << 20


def split(total: int, workers: int) -> list[tuple[int, int]]:
    crew = min(workers, total)
    return [(total * k // crew, total * (k + 1) // crew) for k in range(crew)]


def run_all(target, jobs: list[tuple]) -> None:
    processes = []
    try:
        for job in jobs:
            process = mp.Process(target=target, args=job)
            process.start()
            processes.append(process)
    finally:
        for process in processes:
            process.join()
    codes = [process.exitcode for process in processes]
    for process in processes:
        process.close()
    if any(codes):
        raise RuntimeError(f"exit codes {codes}")


def fill(name: str, first: int, last: int) -> None:
    block = SharedMemory(name)
    try:
        for i in range(first, last):
            struct.pack_into("<q", block.buf, 8 * i, i * i)
    finally:
        block.close()


def squares(n: int, workers: int) -> str:
    if n == 0:
        return hashlib.sha256(b"").hexdigest()
    block = SharedMemory(create=True, size=8 * n)
    try:
        run_all(fill, [(block.name, first, last) for first, last in split(n, workers)])
        with block.buf[:8 * n] as data:
            return hashlib.sha256(data).hexdigest()
    finally:
        block.close()
        block.unlink()


def count_range(path: str, value: int, first: int, last: int, name: str, slot: int) -> None:
    found = 0
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for start in range(first, last, STEP):
            found += data[start:min(start + STEP, last)].count(value)
    block = SharedMemory(name)
    struct.pack_into("<q", block.buf, 8 * slot, found)
    block.close()


def count_byte(path: str, value: int, workers: int) -> int:
    ranges = split(os.stat(path).st_size, workers)
    if not ranges:
        return 0
    block = SharedMemory(create=True, size=8 * len(ranges))
    try:
        run_all(count_range, [(path, value, first, last, block.name, slot)
                              for slot, (first, last) in enumerate(ranges)])
        return sum(struct.unpack_from(f"<{len(ranges)}q", block.buf))
    finally:
        block.close()
        block.unlink()
