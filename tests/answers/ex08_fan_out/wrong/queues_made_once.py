# verdict: wrong | deadlock | crashed | early @ again
# Queues and numbers live in the module: what the first call left meets the second call.
import itertools
import multiprocessing as mp

numbers = itertools.count()
found = {}


def worker(jobs, results, fn):
    while (job := jobs.get()) is not None:
        results.put((job[0], fn(job[1])))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.Queue()
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for task in tasks:
        jobs.put((next(numbers), task))
    for _ in procs:
        jobs.put(None)
    for _ in tasks:
        index, value = results.get()
        found[index] = value
    for p in procs:
        p.join()
    return [found[i] for i in sorted(found)]
