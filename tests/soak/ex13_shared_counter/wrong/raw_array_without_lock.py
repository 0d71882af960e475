# verdict: wrong @ one_bin
# A RawArray has no lock, so two workers can read the same count.
import multiprocessing as mp


def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def work(counts, values):
    for v in values:
        counts[v] += 1


def histogram(values, bins, workers):
    counts = mp.RawArray("q", bins)
    procs = [mp.Process(target=work, args=(counts, values[i::workers])) for i in range(workers)]
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    return list(counts)
