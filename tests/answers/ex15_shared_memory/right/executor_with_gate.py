"""An executor whose workers wait for each other, so that each takes one range."""

import gc
import hashlib
import mmap
import multiprocessing as mp
import os
import struct
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory

CHUNK = 8192
gate = None


def set_gate(*parts) -> None:
    global gate
    gate = parts


def wait_for_all() -> None:
    crew, lock, places, go = gate
    with lock:
        places.acquire()
        if places.acquire(block=False):
            places.release()
        else:
            for _ in range(crew):
                go.release()
    go.acquire()


def write_range(name: str, first: int, last: int) -> None:
    wait_for_all()
    memory = SharedMemory(name=name)
    try:
        with memory.buf[8 * first:8 * last] as part:
            for low in range(first, last, CHUNK):
                high = min(low + CHUNK, last)
                numbers = struct.pack(f"<{high - low}q", *(i * i for i in range(low, high)))
                part[8 * (low - first):8 * (high - first)] = numbers
    finally:
        memory.close()


def count_range(path: str, value: int, first: int, last: int) -> int:
    wait_for_all()
    needle, total = bytes([value]), 0
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            at = data.find(needle, first, last)
            while at != -1:
                total += 1
                at = data.find(needle, at + 1, last)
    return total


def spread(function, head: tuple, total: int, workers: int) -> list:
    crew = min(workers, total)
    parts = (crew, mp.Lock(), mp.Semaphore(crew), mp.Semaphore(0))
    with ProcessPoolExecutor(crew, mp_context=mp.get_context(),
                             initializer=set_gate, initargs=parts) as executor:
        futures = [executor.submit(function, *head, total * k // crew, total * (k + 1) // crew)
                   for k in range(crew)]
        results = [future.result() for future in futures]
    del executor, futures
    gc.collect()
    return results


def squares(n: int, workers: int) -> str:
    if not n:
        return hashlib.sha256().hexdigest()
    memory = SharedMemory(create=True, size=8 * n)
    try:
        spread(write_range, (memory.name,), n, workers)
        with memory.buf[:8 * n] as view:
            return hashlib.sha256(view).hexdigest()
    finally:
        memory.close()
        memory.unlink()


def count_byte(path: str, value: int, workers: int) -> int:
    size = os.path.getsize(path)
    return sum(spread(count_range, (path, value), size, workers)) if size else 0
