# verdict: wrong @ workers
# It starts a process for every value instead of `workers` processes.
import multiprocessing as mp


def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def work(counts, value):
    with counts.get_lock():
        counts[value] += 1


def histogram(values, bins, workers):
    counts = mp.Array("q", bins)
    procs = [mp.Process(target=work, args=(counts, value)) for value in values]
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    return counts[:]
