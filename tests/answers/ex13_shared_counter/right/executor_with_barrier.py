"""An executor whose workers meet at a barrier, so that each takes one share."""

import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor

shared = {}


def add(counter, n: int) -> None:
    for _ in range(n):
        lock = counter.get_lock()
        with lock:
            before = counter.value
            counter.value = before + 1


def prepare(counts, barrier) -> None:
    shared["counts"] = counts
    shared["barrier"] = barrier


def count_share(share: list[int]) -> None:
    shared["barrier"].wait()
    counts = shared["counts"]
    for value in share:
        with counts.get_lock():
            counts[value] += 1


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    crew = min(workers, len(values))
    if crew == 0:
        return [0] * bins
    counts = mp.Array("q", bins)
    with ProcessPoolExecutor(
        max_workers=crew, mp_context=mp.get_context(),
        initializer=prepare, initargs=(counts, mp.Barrier(crew)),
    ) as executor:
        futures = [executor.submit(count_share, values[k::crew]) for k in range(crew)]
        for future in futures:
            future.result()
    return counts[:]
