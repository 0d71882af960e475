# verdict: deadlock @ raises
# Swallows the exception: no report on the item is ever sent, and the caller waits for it.
import multiprocessing as mp


def worker(jobs, results, fn):
    for index, item in iter(jobs.get, None):
        try:
            results.put(("ok", index, fn(item)))
        except Exception:
            pass


def run(items, fn, workers):
    jobs, results = mp.SimpleQueue(), mp.SimpleQueue()
    crew = [mp.Process(target=worker, args=(jobs, results, fn)) for _ in range(workers)]
    for p in crew:
        p.start()
    for pair in enumerate(items):
        jobs.put(pair)
    for _ in crew:
        jobs.put(None)
    rows = sorted((results.get() for _ in items), key=lambda row: row[1])
    for p in crew:
        p.join()
    return rows
