"""A pool in a with statement; imap gives the results in the order of the tasks."""

import multiprocessing as mp


def run(tasks, fn, workers):
    with mp.Pool(workers) as pool:
        return list(pool.imap(fn, tasks))
