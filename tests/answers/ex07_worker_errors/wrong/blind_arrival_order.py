# verdict: wrong @ good_work
# Reports stand in the order in which they came.
import multiprocessing as mp
import pickle
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed


def guarded(fn, i, item):
    try:
        value = fn(item)
        pickle.dumps(value)
        return "ok", i, value
    except Exception as e:
        return "error", i, type(e).__name__, str(e), traceback.format_exc()


def run(items, fn, workers):
    rows = []
    with ProcessPoolExecutor(workers, mp_context=mp.get_context()) as pool:
        futures = [pool.submit(guarded, fn, i, item) for i, item in enumerate(items)]
        for future in as_completed(futures):
            rows.append(future.result())
    return rows
