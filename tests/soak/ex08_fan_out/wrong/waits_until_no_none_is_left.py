# verdict: deadlock @ falsy_results
# Takes None for a result that has not come yet.
import multiprocessing as mp


def work(jobs, results, fn):
    while (job := jobs.get()) is not None:
        index, task = job
        results.put((index, fn(task)))


def run(tasks, fn, workers):
    jobs, results = mp.Queue(), mp.Queue()
    crew = [
        mp.Process(target=work, args=(jobs, results, fn)) for _ in range(min(workers, len(tasks)))
    ]
    for process in crew:
        process.start()
    for job in enumerate(tasks):
        jobs.put(job)
    for _ in crew:
        jobs.put(None)
    collected = [None] * len(tasks)
    while any(result is None for result in collected):
        index, result = results.get()
        collected[index] = result
    for process in crew:
        process.join()
    jobs.close()
    jobs.join_thread()
    return collected
