# verdict: crashed @ few_values
# With more workers than values the size of a share is 0, which range() does not take as a step.
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
    if not values:
        return counts[:]
    size = len(values) // workers
    procs = [
        mp.Process(target=work, args=(counts, values[k : k + size]))
        for k in range(0, len(values), size)
    ]
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    return counts[:]
