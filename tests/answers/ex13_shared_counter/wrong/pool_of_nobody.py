# verdict: crashed @ no_values
# With no values there are no shares, and a pool of 0 processes cannot be made.
import multiprocessing as mp

_counts = None


def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def init(counts):
    global _counts
    _counts = counts


def work(values):
    for v in values:
        with _counts.get_lock():
            _counts[v] += 1


def histogram(values, bins, workers):
    counts = mp.Array("q", bins)
    shares = [values[i::workers] for i in range(workers) if values[i::workers]]
    with mp.Pool(len(shares), init, (counts,)) as pool:
        pool.map(work, shares)
        pool.close()
        pool.join()
    return counts[:]
