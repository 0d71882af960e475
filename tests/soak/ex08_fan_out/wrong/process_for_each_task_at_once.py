# verdict: wrong @ limit
# Starts a process for every task at once, whatever `workers` says.
import multiprocessing as mp


def once(results, fn, index, task):
    results.put((index, fn(task)))


def run(tasks, fn, workers):
    results = mp.SimpleQueue()
    procs = [mp.Process(target=once, args=(results, fn, i, t)) for i, t in enumerate(tasks)]
    for p in procs:
        p.start()
    found = dict(results.get() for _ in tasks)
    for p in procs:
        p.join()
    return [found[i] for i in range(len(tasks))]
