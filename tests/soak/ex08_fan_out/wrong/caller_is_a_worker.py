# verdict: wrong | deadlock @ results_in_task_order
# The caller counts as one of the workers and takes tasks itself, instead of only distributing.
import multiprocessing as mp


def worker(jobs, results, fn):
    for index, task in iter(jobs.get, None):
        results.put((index, fn(task)))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.SimpleQueue()
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers - 1)]
    for p in procs:
        p.start()
    for pair in enumerate(tasks):
        jobs.put(pair)
    for _ in range(workers):
        jobs.put(None)
    found = {}
    for index, task in iter(jobs.get, None):
        found[index] = fn(task)
    while len(found) < len(tasks):
        index, value = results.get()
        found[index] = value
    for p in procs:
        p.join()
    return [found[i] for i in range(len(tasks))]
