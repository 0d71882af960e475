# verdict: wrong @ one_bin
# the counts are a manager's, and each change is sent to it
import collections
import multiprocessing as mp


def add(counter, n: int) -> None:
    with counter.get_lock():
        counter.value += n


def count(counts, lock, values: list[int]) -> None:
    tally = collections.Counter(values)
    with lock:
        row = counts[:]
        for value, times in tally.items():
            row[value] += times
        counts[:] = row


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    with mp.Manager() as manager:
        counts = manager.Array("q", [0] * bins)
        lock = manager.Lock()
        processes = [
            mp.Process(target=count, args=(counts, lock, values[first::workers]))
            for first in range(workers)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return list(counts[:])
