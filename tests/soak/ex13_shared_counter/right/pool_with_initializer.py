# right: a pool; the shared Array reaches the workers through the initializer
import multiprocessing as mp

_counts = None


def add(counter, n):
    for _ in range(n):
        with counter:
            counter.value += 1


def _init(counts):
    global _counts
    _counts = counts


def _count(values):
    for value in values:
        with _counts.get_lock():
            _counts[value] += 1


def histogram(values, bins, workers):
    counts = mp.Array("Q", [0] * bins)
    with mp.Pool(workers, initializer=_init, initargs=(counts,)) as pool:
        pool.map(_count, [values[k::workers] for k in range(workers)], chunksize=1)
        pool.close()
        pool.join()
    return [n for n in counts]
