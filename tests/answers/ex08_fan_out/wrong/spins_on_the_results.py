# verdict: busy-wait @ limit
# Asks the result queue in a tight loop, which burns a core while the workers work.
import multiprocessing as mp
import queue


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
    while len(found) < len(tasks):
        try:
            index, value = results.get_nowait()
        except queue.Empty:
            continue
        found[index] = value
    for p in procs:
        p.join()
    return [found[i] for i in range(len(tasks))]
