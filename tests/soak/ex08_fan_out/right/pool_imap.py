# right: Pool.imap hands out one task at a time and keeps the order
import multiprocessing as mp


def run(tasks, fn, workers):
    with mp.Pool(workers) as pool:
        return list(pool.imap(fn, tasks))
