# verdict: wrong @ value_before_a_death
# Calls every death one by SIGKILL, since the executor does not tell.
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def attempt(fn, item):
    try:
        return "ok", fn(item)
    except Exception as exc:
        return "error", type(exc).__name__, str(exc), traceback.format_exc()


def alone(fn, item):
    with ProcessPoolExecutor(max_workers=1) as pool:
        try:
            return pool.submit(attempt, fn, item).result()
        except BrokenProcessPool:
            return "crashed", -9
        except Exception as exc:
            return "error", type(exc).__name__, str(exc), traceback.format_exc()


def run(items, fn, workers):
    if not items:
        return []
    outcomes = []
    with ProcessPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(attempt, fn, item) for item in items]
        for future in futures:
            try:
                outcomes.append(future.result())
            except BrokenProcessPool:
                outcomes.append(None)
            except Exception as exc:
                text = traceback.format_exc()
                outcomes.append(("error", type(exc).__name__, str(exc), text))
    for index, item in enumerate(items):
        if outcomes[index] is None:
            outcomes[index] = alone(fn, item)
    return [(kind, index, *rest) for index, (kind, *rest) in enumerate(outcomes)]
