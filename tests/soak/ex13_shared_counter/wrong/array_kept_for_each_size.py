# verdict: wrong @ again
# An Array of that size is used again, counts included.
import multiprocessing as mp

_arrays = {}


def add(counter, n: int) -> None:
    with counter.get_lock():
        counter.value += n


def count(counts, values):
    for value in values:
        with counts.get_lock():
            counts[value] += 1


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    if bins not in _arrays:
        _arrays[bins] = mp.Array("q", bins)
    counts = _arrays[bins]
    processes = [mp.Process(target=count, args=(counts, values[k::workers])) for k in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counts[:]
