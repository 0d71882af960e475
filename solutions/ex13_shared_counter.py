"""Hold the value's own lock from the read to the write; where possible, count locally first."""

import multiprocessing as mp
from collections import Counter


def add(counter, n: int) -> None:
    """Add 1 to a shared Value, n times."""
    for _ in range(n):
        with counter.get_lock():  # += is a read and a write: nobody may come between the two.
            counter.value += 1


def count(counts, values: list[int]) -> None:
    """Count in this process, then add everything to the shared Array in one go."""
    local = Counter(values)
    with counts.get_lock():
        for value, times in local.items():
            counts[value] += times


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    """Return how often each number below `bins` occurs, counted by several processes."""
    counts = mp.Array("q", bins)
    shares = [values[first::workers] for first in range(workers)]
    processes = [mp.Process(target=count, args=(counts, share)) for share in shares]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counts[:]
