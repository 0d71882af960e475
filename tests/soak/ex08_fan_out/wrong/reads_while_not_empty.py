# verdict: early | wrong | crashed @ results_in_task_order
# Collects while the result queue is not empty: it is empty before the first result is there.
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
    found = {}
    while not results.empty():
        index, value = results.get()
        found[index] = value
    for p in procs:
        p.join()
    return [found.get(i) for i in range(len(tasks))]
