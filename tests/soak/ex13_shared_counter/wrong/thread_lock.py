# verdict: wrong @ add_together
# A lock of threading excludes threads, not processes.
import multiprocessing as mp
import threading

LOCK = threading.Lock()


def add(counter, n):
    for _ in range(n):
        with LOCK:
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
