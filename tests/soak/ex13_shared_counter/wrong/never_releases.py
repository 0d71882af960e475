# verdict: deadlock @ add_alone
# The lock is acquired and never released: the next one to ask for it waits for ever.
import multiprocessing as mp


def add(counter, n):
    counter.get_lock().acquire()
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
