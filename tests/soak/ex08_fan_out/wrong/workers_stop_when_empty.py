# verdict: deadlock | crashed | early | wrong @ results_in_task_order | workers_work_together
# Workers run while the queue is not empty, but what was seen there can be gone, or not there yet.
import multiprocessing as mp


def worker(jobs, results, fn):
    while not jobs.empty():
        index, task = jobs.get()
        results.put((index, fn(task)))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.Queue()
    procs = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for pair in enumerate(tasks):
        jobs.put(pair)
    found = dict(results.get() for _ in tasks)
    for p in procs:
        p.join()
    return [found[i] for i in range(len(tasks))]
