# verdict: wrong @ add_together
import multiprocessing as mp


def add(counter, n: int) -> None:
    with counter.get_lock():
        start = counter.value
    for done in range(1, n + 1):
        with counter.get_lock():
            counter.value = start + done


def count(counts, values: list[int]) -> None:
    for value in values:
        with counts.get_lock():
            counts[value] += 1


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    counts = mp.Array("q", bins)
    shares = [values[first::workers] for first in range(workers)]
    processes = [mp.Process(target=count, args=(counts, share)) for share in shares]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counts[:]
