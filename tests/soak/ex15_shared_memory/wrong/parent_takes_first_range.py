# verdict: wrong @ workers
import hashlib
import mmap
import multiprocessing as mp
import os
import struct
from multiprocessing.shared_memory import SharedMemory


def split(total: int, workers: int) -> list[tuple[int, int]]:
    workers = min(workers, total)
    return [(total * k // workers, total * (k + 1) // workers) for k in range(workers)]


def run_all(target, jobs: list[tuple]) -> None:
    processes = [mp.Process(target=target, args=job) for job in jobs[1:]]
    for process in processes:
        process.start()
    target(*jobs[0])
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("a worker failed")


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


def count_range(path: str, value: int, first: int, last: int, results) -> None:
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            results.put(data[first:last].count(value))


def count_byte(path: str, value: int, workers: int) -> int:
    size = os.path.getsize(path)
    if size == 0:
        return 0
    results = mp.SimpleQueue()
    jobs = [(path, value, first, last, results) for first, last in split(size, workers)]
    run_all(count_range, jobs)
    total = sum(results.get() for _ in jobs)
    results.close()
    return total
