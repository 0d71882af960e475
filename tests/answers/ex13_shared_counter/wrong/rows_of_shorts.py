# verdict: wrong @ many_values
# a row of 16 bits for each worker, which one worker alone can overflow
import multiprocessing as mp
from multiprocessing.sharedctypes import RawArray


def add(counter, n: int) -> None:
    with counter.get_lock():
        counter.value += n


def count(table, row: int, bins: int, values: list[int]) -> None:
    """Count in a row that nobody else writes to: no lock is needed."""
    start = row * bins
    for value in values:
        table[start + value] += 1


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    # A share is at most 70,000 / workers long, so small items will do.
    table = RawArray("H", workers * bins)
    processes = [
        mp.Process(target=count, args=(table, row, bins, values[row::workers]))
        for row in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [sum(table[i :: bins]) for i in range(bins)]
