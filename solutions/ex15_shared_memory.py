"""Tell the workers where the data are, not what they are: a name or a path, and a range."""

import hashlib
import mmap
import multiprocessing as mp
import struct
from collections.abc import Callable
from multiprocessing.shared_memory import SharedMemory

CHUNK = 1 << 20


def in_ranges(total: int, workers: int, target: Callable, *arguments) -> None:
    """Run target(*arguments, number, first, last) in processes that split range(total)."""
    edges = [total * number // workers for number in range(workers + 1)]
    processes = [
        mp.Process(target=target, args=(*arguments, number, *edges[number : number + 2]))
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


def fill(name: str, _number: int, first: int, last: int) -> None:
    """Write the squares of a range to their places in the block."""
    block = SharedMemory(name)
    for i in range(first, last):
        struct.pack_into("<q", block.buf, 8 * i, i * i)
    block.close()


def squares(n: int, workers: int) -> str:
    """Return the SHA-256 of n squares that several processes compute into one block."""
    block = SharedMemory(create=True, size=max(8 * n, 1))  # A block of 0 bytes cannot be made.
    try:
        in_ranges(n, workers, fill, block.name)
        return hashlib.sha256(block.buf[: 8 * n]).hexdigest()
    finally:
        block.close()  # Everybody closes,
        block.unlink()  # and one unlinks: the one who made it, when the others are done.


def count(path: str, value: int, counts, number: int, first: int, last: int) -> None:
    """Count a byte in a range of a file, and put the result into this worker's own place."""
    if first == last:
        return  # An empty file cannot be mapped.
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for at in range(first, last, CHUNK):
            counts[number] += data[at : min(at + CHUNK, last)].count(value)


def count_byte(path: str, value: int, workers: int) -> int:
    """Return how often a byte occurs in a file, counted in ranges by several processes."""
    with open(path, "rb") as file:
        size = file.seek(0, 2)
    counts = mp.RawArray("q", workers)
    in_ranges(size, workers, count, path, value, counts)
    return sum(counts)
