# verdict: wrong @ add_together
# Every process makes a lock of its own, so it excludes nobody.
import multiprocessing as mp


def add(counter, n):
    lock = mp.Lock()
    for _ in range(n):
        with lock:
            counter.value += 1


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
