# verdict: deadlock @ hundreds_of_tasks
# Both queues are bounded and all tasks are put before any result is read.
import multiprocessing as mp


def worker(jobs, results, fn):
    for index, task in iter(jobs.get, None):
        results.put((index, fn(task)))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(50), mp.Queue(50)
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for pair in enumerate(tasks):
        jobs.put(pair)
    for _ in procs:
        jobs.put(None)
    found = dict(results.get() for _ in tasks)
    for p in procs:
        p.join()
    return [found[i] for i in range(len(tasks))]
