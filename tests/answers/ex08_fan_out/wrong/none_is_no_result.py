# verdict: deadlock @ falsy_results
# Takes None for "not there yet": a task whose result is None is waited for without end.
import multiprocessing as mp


def worker(jobs, results, fn):
    while (job := jobs.get()) is not None:
        results.put((job[0], fn(job[1])))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.Queue()
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for pair in enumerate(tasks):
        jobs.put(pair)
    for _ in procs:
        jobs.put(None)
    out = [None] * len(tasks)
    while None in out:
        index, value = results.get()
        out[index] = value
    for p in procs:
        p.join()
    return out
