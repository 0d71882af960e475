# verdict: wrong @ add_alone
# n is written over what the counter was.
import multiprocessing as mp


def add(counter, n):
    with counter.get_lock():
        counter.value = 0
        for _ in range(n):
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
