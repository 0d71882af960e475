# verdict: crashed @ results_in_task_order
# A queue cannot be an argument of a pool's task: it is inherited when a process starts, or never.
import multiprocessing as mp


def call(results, fn, index, task):
    results.put((index, fn(task)))


def run(tasks, fn, workers):
    results = mp.Queue()
    with mp.Pool(workers) as pool:
        jobs = [pool.apply_async(call, (results, fn, i, t)) for i, t in enumerate(tasks)]
        for job in jobs:
            job.get()
        found = dict(results.get() for _ in tasks)
    return [found[i] for i in range(len(tasks))]
