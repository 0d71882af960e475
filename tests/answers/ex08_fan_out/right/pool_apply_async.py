# right: apply_async for each task, closed and joined like a good citizen
import multiprocessing as mp


def run(tasks, fn, workers):
    pool = mp.Pool(processes=workers)
    try:
        pending = [pool.apply_async(fn, (task,)) for task in tasks]
        pool.close()
        return [p.get() for p in pending]
    finally:
        pool.join()
