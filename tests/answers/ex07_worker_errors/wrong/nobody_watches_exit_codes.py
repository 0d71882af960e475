# verdict: deadlock @ value_before_a_death
# Every exception is caught, but nobody notices that a worker has died: get() waits for its report.
import multiprocessing as mp
import pickle
import traceback


def worker(jobs, results, fn):
    for index, item in iter(jobs.get, None):
        try:
            row = pickle.dumps(("ok", index, fn(item)))
        except Exception as e:
            text = traceback.format_exc()
            row = pickle.dumps(("error", index, type(e).__name__, str(e), text))
        results.put(row)


def run(items, fn, workers):
    jobs, results = mp.SimpleQueue(), mp.SimpleQueue()
    crew = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in crew:
        p.start()
    for pair in enumerate(items):
        jobs.put(pair)
    for _ in crew:
        jobs.put(None)
    rows = sorted((pickle.loads(results.get()) for _ in items), key=lambda row: row[1])
    for p in crew:
        p.join()
    return rows
