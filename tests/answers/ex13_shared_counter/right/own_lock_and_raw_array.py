# right: RawArray with a lock of its own that goes to each worker
import multiprocessing as mp


def add(counter, n):
    if n:
        with counter.get_lock():
            counter.value += n


def tally(raw, lock, part):
    for v in part:
        with lock:
            raw[v] += 1


def histogram(values, bins, workers):
    raw = mp.RawArray("l", bins)
    lock = mp.Lock()
    ps = [
        mp.Process(target=tally, args=(raw, lock, values[i::workers]))
        for i in range(min(workers, len(values)))
    ]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return raw[:]
