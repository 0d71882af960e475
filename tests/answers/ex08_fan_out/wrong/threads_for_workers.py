# verdict: wrong @ results_in_task_order
# A ThreadPool has the interface of a Pool, and runs everything in the caller's own process.
import multiprocessing as mp
from multiprocessing.pool import ThreadPool


def run(tasks, fn, workers):
    with ThreadPool(workers) as pool:
        return list(pool.imap(fn, tasks))
