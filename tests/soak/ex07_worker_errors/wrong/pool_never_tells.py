# verdict: deadlock | timeout @ value_before_a_death
# A Pool replaces a worker that died, but its task is forgotten: get() waits for ever.
import multiprocessing as mp
import pickle
import traceback


def guarded(fn, item):
    try:
        value = fn(item)
        pickle.dumps(value)
        return "ok", value
    except Exception as e:
        return "error", type(e).__name__, str(e), traceback.format_exc()


def run(items, fn, workers):
    with mp.Pool(workers) as pool:
        pending = [pool.apply_async(guarded, (fn, item)) for item in items]
        rows = []
        for i, result in enumerate(pending):
            tag, *rest = result.get()
            rows.append((tag, i, *rest))
        return rows
