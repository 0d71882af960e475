# verdict: wrong @ histogram
# A list handed to a process is a copy there; the caller's own stays at 0.
import multiprocessing as mp


def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def work(counts, lock, values):
    for v in values:
        with lock:
            counts[v] += 1


def histogram(values, bins, workers):
    counts, lock = [0] * bins, mp.Lock()
    procs = [
        mp.Process(target=work, args=(counts, lock, values[i::workers])) for i in range(workers)
    ]
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    return counts
