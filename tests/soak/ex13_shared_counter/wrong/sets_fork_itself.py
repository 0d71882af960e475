# verdict: wrong @ histogram (spawn)
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
    mp.set_start_method("fork", force=True)
    counts = mp.Array("q", bins)
    shares = [values[first::workers] for first in range(workers)]
    processes = [mp.Process(target=count, args=(counts, share)) for share in shares]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counts[:]
