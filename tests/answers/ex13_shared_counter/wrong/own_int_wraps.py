# verdict: wrong @ beyond_32_bits
# The sum is kept in a 32-bit int of its own, which wraps to a negative number at 2**31.
import multiprocessing as mp
from ctypes import c_int


def add(counter, n):
    with counter.get_lock():
        mine = c_int(counter.value)
        for _ in range(n):
            mine.value += 1
        counter.value = mine.value


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
