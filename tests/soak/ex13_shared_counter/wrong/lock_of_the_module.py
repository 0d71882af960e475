# verdict: wrong @ add_together (spawn)
# A forked child inherits the module's lock; under spawn and forkserver each child makes another.
import multiprocessing as mp

LOCK = mp.Lock()


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
