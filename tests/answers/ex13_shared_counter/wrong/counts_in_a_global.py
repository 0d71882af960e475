# verdict: wrong @ add_alone
# The child's global is its own; the caller's Value stays as it was.
import multiprocessing as mp

total = 0


def add(counter, n):
    global total
    total = counter.value
    for _ in range(n):
        total += 1


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
