# verdict: wrong @ one_bin
import multiprocessing as mp
from collections import Counter


def add(counter, n):
    with counter.get_lock():
        for _ in range(n):
            counter.value += 1


def part(queue, values):
    queue.put(Counter(values))


def histogram(values, bins, workers):
    totals = mp.Array("q", bins)
    queue = mp.SimpleQueue()
    procs = [mp.Process(target=part, args=(queue, values[i::workers])) for i in range(workers)]
    for p in procs:
        p.start()
    for _ in procs:
        for value, n in queue.get().items():
            totals[value] += n
    for p in procs:
        p.join()
    queue.close()
    return totals[:]
