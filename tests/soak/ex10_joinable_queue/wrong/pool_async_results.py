# verdict: crashed | deadlock @ errors_of_the_handler
# an exception that cannot be unpickled ends the thread that takes the results
import multiprocessing as mp


def run(batches, handle, workers):
    pool = mp.get_context().Pool(processes=workers)
    try:
        for batch in batches:
            results = [pool.apply_async(handle, (item,)) for item in batch]
            for result in results:
                try:
                    result.get()
                except Exception:
                    pass
    finally:
        pool.close()
        pool.join()
