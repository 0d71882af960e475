# verdict: wrong @ add_together
# The value is read before the lock is taken.
import multiprocessing as mp


def add(counter, n):
    for _ in range(n):
        new = counter.value + 1
        with counter.get_lock():
            counter.value = new


def work(counts, values):
    for v in values:
        with counts.get_lock():
            counts[v] += 1


def histogram(values, bins, workers):
    counts = mp.Array("q", bins)
    procs = [mp.Process(target=work, args=(counts, values[i::workers])) for i in range(workers)]
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    return counts[:]
