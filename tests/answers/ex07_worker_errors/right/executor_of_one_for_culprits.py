# right: plain objects through executors; after a break, an executor of one process for each item
import multiprocessing as mp
import pickle
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def attempt(fn, item):
    try:
        value = fn(item)
        pickle.dumps(value)
        return "ok", value
    except BaseException as e:
        return "error", type(e).__name__, str(e), "".join(traceback.format_exception(e))


def run(items, fn, workers):
    rows = [None] * len(items)
    left = list(range(len(items)))
    try:
        with ProcessPoolExecutor(workers, mp_context=mp.get_context()) as pool:
            futures = [pool.submit(attempt, fn, items[i]) for i in left]
            for i, future in enumerate(futures):
                try:
                    tag, *rest = future.result()
                    rows[i] = (tag, i, *rest)
                except BrokenProcessPool:
                    pass
    except BrokenProcessPool:
        pass
    for i in left:
        if rows[i] is None:
            rows[i] = alone(i, items[i], fn)
    return rows


def alone(i, item, fn):
    with ProcessPoolExecutor(1) as pool:
        future = pool.submit(attempt, fn, item)
        process = next(iter(pool._processes.values()))
        try:
            tag, *rest = future.result()
            return (tag, i, *rest)
        except BrokenProcessPool:
            pass
    process.join()
    return ("crashed", i, process.exitcode)
