# verdict: deadlock | wrong | early @ raises | value_before_a_death
# A worker puts its report into a Queue and takes the next item at once: if that kills it, the
# report is still with the feeder thread.
import multiprocessing as mp
import pickle
import queue
import traceback


def worker(jobs, results, fn, doing):
    while (job := jobs.get()) is not None:
        index, blob = job
        doing.value = index
        try:
            row = ("ok", index, fn(pickle.loads(blob)))
        except Exception as e:
            row = ("error", index, type(e).__name__, str(e), traceback.format_exc())
        else:
            if callable(row[2]):
                row = ("error", index, "PicklingError", "cannot pickle", "")
        results.put(row)


def run(items, fn, workers):
    jobs, results = mp.SimpleQueue(), mp.Queue()
    crew = []

    def hire():
        doing = mp.Value("i", -1)
        crew.append((mp.Process(target=worker, args=(jobs, results, fn, doing)), doing))
        crew[-1][0].start()

    for _ in range(workers):
        hire()
    for i, item in enumerate(items):
        jobs.put((i, pickle.dumps(item)))
    rows, quiet = {}, 0
    while len(rows) < len(items) and quiet < 15:
        try:
            row = results.get(timeout=0.1)
            rows[row[1]] = row
            quiet = 0
        except queue.Empty:
            quiet += 1
            for pair in [pair for pair in crew if not pair[0].is_alive()]:
                crew.remove(pair)
                pair[0].join()
                i = pair[1].value
                rows[i] = ("crashed", i, pair[0].exitcode)
                hire()
                quiet = 0
    for _ in crew:
        jobs.put(None)
    for p, _ in crew:
        p.join()
    return [rows[i] for i in sorted(rows)]
