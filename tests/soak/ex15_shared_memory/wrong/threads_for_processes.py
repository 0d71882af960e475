# verdict: wrong @ workers
# Threads share everything, but the task asks for processes.
import hashlib
import os
import struct
from concurrent.futures import ThreadPoolExecutor


def squares(n, workers):
    block = bytearray(8 * n)

    def fill(k):
        for i in range(k, n, workers):
            struct.pack_into("<q", block, 8 * i, i * i)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(fill, range(workers)))
    return hashlib.sha256(block).hexdigest()


def count_byte(path, value, workers):
    with open(path, "rb") as f:
        data = f.read()
    step = -(-len(data) // workers) or 1
    with ThreadPoolExecutor(workers) as pool:
        parts = range(0, len(data), step)
        return sum(pool.map(lambda at: data[at : at + step].count(value), parts))
