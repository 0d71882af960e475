# right: the wrapper's own lock round every single increment
import multiprocessing as mp


def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def worker(counts, values):
    for v in values:
        with counts.get_lock():
            counts[v] += 1


def histogram(values, bins, workers):
    counts = mp.Array("i", bins)
    size = -(-len(values) // workers)
    procs = []
    for w in range(workers):
        chunk = values[w * size : (w + 1) * size]
        if chunk:
            procs.append(mp.Process(target=worker, args=(counts, chunk)))
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    return list(counts)
