# verdict: wrong @ results_in_task_order
# Results are returned in the order in which they arrive.
import multiprocessing as mp


def worker(jobs, results, fn):
    while (job := jobs.get()) is not None:
        results.put(fn(job[0]))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.Queue()
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for task in tasks:
        jobs.put((task,))
    for _ in procs:
        jobs.put(None)
    out = [results.get() for _ in tasks]
    for p in procs:
        p.join()
    return out
