# verdict: wrong @ single_worker
# The pool is as large as the machine, not as was asked for.
import multiprocessing as mp
from functools import partial


def attempt(handle, item):
    try:
        handle(item)
    except Exception:
        pass


def run(batches, handle, workers):
    pool = mp.Pool(8)
    for batch in batches:
        pool.map(partial(attempt, handle), batch, chunksize=1)
    pool.close()
    pool.join()
