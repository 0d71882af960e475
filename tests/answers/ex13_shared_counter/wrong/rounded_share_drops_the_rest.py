# verdict: wrong @ histogram
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
    workers = min(workers, len(values))
    size = round(len(values) / workers) if values else 0
    processes = [
        mp.Process(target=count, args=(counts, values[k * size:(k + 1) * size]))
        for k in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counts[:]
