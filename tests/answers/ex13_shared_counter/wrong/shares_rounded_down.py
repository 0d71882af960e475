# verdict: wrong @ workers
# the size of a share is rounded down, so that what is left over gets a process of its own
import multiprocessing as mp


def add(counter, n: int) -> None:
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def count(counts, values: list[int]) -> None:
    for value in values:
        with counts.get_lock():
            counts[value] += 1


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    counts = mp.Array("q", bins)
    size = max(1, len(values) // workers)
    processes = [
        mp.Process(target=count, args=(counts, values[first : first + size]))
        for first in range(0, len(values), size)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counts[:]
