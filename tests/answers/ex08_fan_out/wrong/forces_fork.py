# verdict: wrong @ results_in_task_order (spawn)
# Starts its workers by fork, whatever the start method is.
import multiprocessing as mp


def work(jobs, results, fn):
    while (job := jobs.get()) is not None:
        index, task = job
        results.put((index, fn(task)))


def run(tasks, fn, workers):
    context = mp.get_context("fork")
    jobs, results = context.Queue(), context.Queue()
    crew = [
        context.Process(target=work, args=(jobs, results, fn))
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
