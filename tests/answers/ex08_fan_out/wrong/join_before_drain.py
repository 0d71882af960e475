# verdict: deadlock @ big_results
# Joins the workers before their results are read: big results keep them from exiting.
import multiprocessing as mp


def worker(jobs, results, fn):
    while True:
        job = jobs.get()
        if job is None:
            return
        results.put((job[0], fn(job[1])))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.Queue()
    for i, task in enumerate(tasks):
        jobs.put((i, task))
    for _ in range(workers):
        jobs.put(None)
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for p in procs:
        p.join()
    pairs = sorted((results.get() for _ in tasks), key=lambda pair: pair[0])
    return [value for _, value in pairs]
