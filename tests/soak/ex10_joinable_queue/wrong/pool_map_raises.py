# verdict: crashed | wrong @ errors_of_the_handler
# An exception of the handler comes out of map(), and out of run().
import multiprocessing as mp


def run(batches, handle, workers):
    pool = mp.Pool(workers)
    try:
        for batch in batches:
            pool.map(handle, batch, chunksize=1)
    finally:
        pool.close()
        pool.join()
