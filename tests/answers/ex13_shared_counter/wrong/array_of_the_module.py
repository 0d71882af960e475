# verdict: wrong | crashed @ again
# The Array is kept between two calls, with the old counts and the old number of bins.
import multiprocessing as mp

_counts = None


def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def work(counts, values):
    for v in values:
        with counts.get_lock():
            counts[v] += 1


def histogram(values, bins, workers):
    global _counts
    if _counts is None:
        _counts = mp.Array("q", bins)
    procs = [mp.Process(target=work, args=(_counts, values[i::workers])) for i in range(workers)]
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    return list(_counts)
