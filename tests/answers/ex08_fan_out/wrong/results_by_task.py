# verdict: crashed | wrong | deadlock @ falsy_tasks
# Keeps the results in a dict by task: a list is no key, and 0, False and 0.0 are the same key.
import multiprocessing as mp


def worker(jobs, results, fn):
    while (box := jobs.get()) is not None:
        results.put((box[0], fn(box[0])))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.Queue()
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for task in tasks:
        jobs.put((task,))
    for _ in procs:
        jobs.put(None)
    found = dict(results.get() for _ in tasks)
    for p in procs:
        p.join()
    return [found[task] for task in tasks]
