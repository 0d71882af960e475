# verdict: wrong @ one_bin
import multiprocessing as mp


def add(counter, n: int) -> None:
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def keep(array) -> None:
    global counts
    counts = array


def count(block: list[int]) -> None:
    for value in block:
        with counts.get_lock():
            counts[value] += 1


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    array = mp.Array("q", bins)
    blocks = [values[k:k + 10_000] for k in range(0, len(values), 10_000)]
    with mp.Pool(workers, initializer=keep, initargs=(array,)) as pool:
        pool.map(count, blocks, chunksize=1)
        pool.close()
        pool.join()
    return array[:]
