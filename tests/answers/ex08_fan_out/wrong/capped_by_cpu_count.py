# verdict: deadlock @ workers_work_together
# Has no more workers than the machine has processors.
import os
from concurrent.futures import ProcessPoolExecutor


def run(tasks, fn, workers):
    if not tasks:
        return []
    size = min(workers, len(tasks), os.cpu_count() or 1)
    with ProcessPoolExecutor(max_workers=size) as pool:
        return list(pool.map(fn, tasks))
