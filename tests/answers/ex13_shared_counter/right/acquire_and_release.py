# right: acquire and release in try/finally; the raw object is used while the lock is held
import multiprocessing as mp
from ctypes import c_uint32


def add(counter, n):
    counter.acquire()
    try:
        raw = counter.get_obj()
        for _ in range(n):
            raw.value += 1
    finally:
        counter.release()


class Counting(mp.Process):
    def __init__(self, counts, values):
        super().__init__()
        self.counts = counts
        self.values = values

    def run(self):
        self.counts.acquire()
        try:
            raw = self.counts.get_obj()
            for value in self.values:
                raw[value] += 1
        finally:
            self.counts.release()


def histogram(values, bins, workers):
    counts = mp.Array(c_uint32, bins)
    children = [Counting(counts, values[k::workers]) for k in range(workers)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [int(n) for n in counts[:]]
