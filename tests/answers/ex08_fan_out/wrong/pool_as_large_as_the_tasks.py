# verdict: crashed @ no_tasks
# No more workers than tasks is thrifty, but a Pool of no workers is a ValueError.
import multiprocessing as mp


def run(tasks, fn, workers):
    with mp.Pool(min(workers, len(tasks))) as pool:
        return list(pool.imap(fn, tasks))
