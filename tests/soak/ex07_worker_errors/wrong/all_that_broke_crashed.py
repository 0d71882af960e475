# verdict: wrong @ a_process_exits
# When the executor breaks, every item without a result is called crashed, though one killed it.
import multiprocessing as mp
import pickle
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def guarded(fn, item):
    try:
        value = fn(item)
        pickle.dumps(value)
        return "ok", value
    except Exception as e:
        return "error", type(e).__name__, str(e), traceback.format_exc()


def run(items, fn, workers):
    rows = []
    with ProcessPoolExecutor(workers, mp_context=mp.get_context()) as pool:
        futures = [pool.submit(guarded, fn, item) for item in items]
        children = list(pool._processes.values())
        for i, future in enumerate(futures):
            try:
                tag, *rest = future.result()
                rows.append((tag, i, *rest))
            except BrokenProcessPool:
                for child in children:
                    child.join()
                code = next((c.exitcode for c in children if c.exitcode not in (0, -15)), 0)
                rows.append(("crashed", i, code))
    return rows
