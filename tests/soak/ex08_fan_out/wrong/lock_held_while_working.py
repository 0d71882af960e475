# verdict: deadlock @ workers_work_together
# Holds the lock while it works, so the others wait.
import multiprocessing as mp


def work(jobs, results, fn, lock):
    while True:
        with lock:
            job = jobs.get()
            if job is None:
                break
            index, task = job
            results.put((index, fn(task)))


def run(tasks, fn, workers):
    jobs, results, lock = mp.Queue(), mp.Queue(), mp.Lock()
    crew = [
        mp.Process(target=work, args=(jobs, results, fn, lock))
        for _ in range(min(workers, len(tasks)))
    ]
    for process in crew:
        process.start()
    for job in enumerate(tasks):
        jobs.put(job)
    for _ in crew:
        jobs.put(None)
    collected = [None] * len(tasks)
    for _ in tasks:
        index, result = results.get()
        collected[index] = result
    for process in crew:
        process.join()
    jobs.close()
    jobs.join_thread()
    return collected
