# verdict: deadlock @ results_in_task_order
# A single None ends a single worker: the others wait for ever, and join() with them.
import multiprocessing as mp


def worker(jobs, results, fn):
    while True:
        job = jobs.get()
        if job is None:
            break
        index, task = job
        results.put((index, fn(task)))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.Queue()
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for job in enumerate(tasks):
        jobs.put(job)
    jobs.put(None)
    out = [None] * len(tasks)
    for _ in tasks:
        index, value = results.get()
        out[index] = value
    for p in procs:
        p.join()
    return out
