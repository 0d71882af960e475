# verdict: wrong @ results_in_task_order
# Every task is given to two workers, and the answer that comes first is used.
import multiprocessing as mp


def worker(jobs, results, fn):
    while (job := jobs.get()) is not None:
        results.put((job[0], fn(job[1])))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.Queue()
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for pair in [*enumerate(tasks), *enumerate(tasks)]:
        jobs.put(pair)
    for _ in procs:
        jobs.put(None)
    found = dict(results.get() for _ in range(2 * len(tasks)))
    for p in procs:
        p.join()
    return [found[i] for i in range(len(tasks))]
