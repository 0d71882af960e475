"""A subclass of Process, and a handful of locks for some of the bins each."""

import multiprocessing as mp

STRIPES = 8


def add(counter, n: int) -> None:
    lock = counter.get_lock()
    left = n
    while left > 0:
        with lock:
            counter.value = counter.value + 1
        left -= 1


class Counting(mp.Process):
    def __init__(self, counts, locks, share):
        super().__init__()
        self.counts = counts
        self.locks = locks
        self.share = share

    def run(self):
        for value in self.share:
            with self.locks[value % len(self.locks)]:
                self.counts[value] += 1


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    counts = mp.Array("q", bins, lock=False)
    locks = [mp.Lock() for _ in range(min(STRIPES, bins))]
    crew = [
        Counting(counts, locks, values[first::workers])
        for first in range(min(workers, len(values)))
    ]
    for child in crew:
        child.start()
    for child in crew:
        child.join()
    failed = [child.name for child in crew if child.exitcode]
    for child in crew:
        child.close()
    if failed:
        raise RuntimeError(f"failed: {failed}")
    return [int(number) for number in counts]
