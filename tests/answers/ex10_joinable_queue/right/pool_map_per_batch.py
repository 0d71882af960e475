import multiprocessing as mp
from functools import partial


def handle_quietly(handle, item):
    try:
        handle(item)
    except Exception:
        return


def run(batches, handle, workers):
    pool = mp.Pool(workers)
    for batch in batches:
        pool.map(partial(handle_quietly, handle), batch, chunksize=1)
    pool.close()
    pool.join()
