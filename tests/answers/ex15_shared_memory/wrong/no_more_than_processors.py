# verdict: wrong @ workers
# squares takes no more processes than the machine has processors
import hashlib
import multiprocessing as mp
import os
from multiprocessing.shared_memory import SharedMemory


def run_all(processes: list) -> None:
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        process.close()


def square(name: str, first: int, last: int) -> None:
    memory = SharedMemory(name)
    try:
        with memory.buf[8 * first : 8 * last] as view, view.cast("q") as cells:
            for place, k in enumerate(range(first, last)):
                cells[place] = k * k
    finally:
        memory.close()


def squares(n: int, workers: int) -> str:
    if n == 0:
        return hashlib.sha256(b"").hexdigest()
    workers = min(workers, n, os.cpu_count() or 1)  # more would only wait for each other
    ends = [n * k // workers for k in range(workers + 1)]
    memory = SharedMemory(create=True, size=8 * n)
    try:
        run_all(
            [mp.Process(target=square, args=(memory.name, a, b)) for a, b in zip(ends, ends[1:])]
        )
        with memory.buf[: 8 * n] as view:
            return hashlib.sha256(view).hexdigest()
    finally:
        memory.close()
        memory.unlink()


def count(path: str, value: int, first: int, last: int, counts, slot: int) -> None:
    with open(path, "rb") as file:
        file.seek(first)
        while first < last and (data := file.read(min(1 << 16, last - first))):
            counts[slot] += data.count(value)
            first += len(data)


def count_byte(path: str, value: int, workers: int) -> int:
    size = os.path.getsize(path)
    counts = mp.RawArray("q", workers)
    ends = [size * k // workers for k in range(workers + 1)]
    run_all(
        [
            mp.Process(target=count, args=(path, value, ends[k], ends[k + 1], counts, k))
            for k in range(workers)
        ]
    )
    return sum(counts)
