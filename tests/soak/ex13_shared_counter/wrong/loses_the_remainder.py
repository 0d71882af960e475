# verdict: wrong @ histogram | one_bin
# The shares are len(values) // workers long, so the last few values are nobody's.
import multiprocessing as mp


def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def work(counts, values):
    for v in values:
        with counts.get_lock():
            counts[v] += 1


def histogram(values, bins, workers):
    counts = mp.Array("q", bins)
    size = len(values) // workers
    shares = [values[i * size : (i + 1) * size] for i in range(workers)]
    procs = [mp.Process(target=work, args=(counts, share)) for share in shares]
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    return counts[:]
