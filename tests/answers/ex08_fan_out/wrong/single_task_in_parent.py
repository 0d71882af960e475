# verdict: wrong @ more_workers_than_tasks
# Does a single task itself.
from concurrent.futures import ProcessPoolExecutor


def run(tasks, fn, workers):
    size = min(workers, len(tasks))
    if size <= 1:
        return [fn(task) for task in tasks]
    with ProcessPoolExecutor(max_workers=size) as pool:
        return list(pool.map(fn, tasks))
