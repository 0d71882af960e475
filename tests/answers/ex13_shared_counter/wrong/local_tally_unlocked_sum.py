# verdict: wrong @ one_bin
# Counting locally is fine, but the sums are added to the shared Array without a lock.
import multiprocessing as mp
from collections import Counter


def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def work(counts, values):
    for v, times in Counter(values).items():
        counts.get_obj()[v] += times


def histogram(values, bins, workers):
    counts = mp.Array("q", bins)
    procs = [mp.Process(target=work, args=(counts, values[i::workers])) for i in range(workers)]
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    return counts[:]
