# verdict: early @ squares | every_byte
import hashlib
import mmap
import os
import struct
from multiprocessing.shared_memory import SharedMemory
from concurrent.futures import ProcessPoolExecutor


def split(total: int, workers: int) -> list[tuple[int, int]]:
    workers = min(workers, total)
    return [(total * k // workers, total * (k + 1) // workers) for k in range(workers)]


def run_all(target, jobs: list[tuple]) -> None:
    executor = ProcessPoolExecutor(len(jobs))
    futures = [executor.submit(target, *job) for job in jobs]
    for future in futures:
        future.result()
    executor.shutdown(wait=False)


def fill(name: str, first: int, last: int) -> None:
    block = SharedMemory(name)
    for i in range(first, last):
        struct.pack_into("<q", block.buf, 8 * i, i * i)
    block.close()


def squares(n: int, workers: int) -> str:
    if n == 0:
        return hashlib.sha256().hexdigest()
    block = SharedMemory(create=True, size=8 * n)
    try:
        run_all(fill, [(block.name, first, last) for first, last in split(n, workers)])
        return hashlib.sha256(block.buf[:8 * n]).hexdigest()
    finally:
        block.close()
        block.unlink()


def count_range(path: str, value: int, first: int, last: int, name: str, slot: int) -> None:
    block = SharedMemory(name)
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            struct.pack_into("<q", block.buf, 8 * slot, data[first:last].count(value))
    block.close()


def count_byte(path: str, value: int, workers: int) -> int:
    ranges = split(os.path.getsize(path), workers) if os.path.getsize(path) else []
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
