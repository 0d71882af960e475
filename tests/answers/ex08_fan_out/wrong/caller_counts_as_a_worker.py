# verdict: deadlock @ workers_work_together
# Starts one worker less than it may: the caller is the last one, but only collects.
import multiprocessing as mp


def run(tasks, fn, workers):
    if not tasks:
        return []
    with mp.Pool(max(1, workers - 1)) as pool:
        return list(pool.imap(fn, tasks))
