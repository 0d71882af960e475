# right: a queue of results read with a timeout, and a look at every exit code in between
import multiprocessing as mp
import pickle
import queue
import traceback


def task(results, i, blob, fn):
    try:
        row = ("ok", i, fn(pickle.loads(blob)))
        data = pickle.dumps(row)
    except Exception as e:
        data = pickle.dumps(("error", i, type(e).__name__, str(e), traceback.format_exc()))
    results.put((i, data))


def run(items, fn, workers):
    results = mp.Queue()
    rows, running = {}, {}
    waiting = [(i, pickle.dumps(item)) for i, item in enumerate(items)]
    while len(rows) < len(items):
        while waiting and len(running) < workers:
            i, blob = waiting.pop(0)
            running[i] = mp.Process(target=task, args=(results, i, blob, fn))
            running[i].start()
        try:
            i, data = results.get(timeout=0.05)
            rows[i] = pickle.loads(data)
            running.pop(i).join()
            continue
        except queue.Empty:
            pass
        for i, process in list(running.items()):
            if not process.is_alive():
                while True:  # what it had put before is in the pipe by now
                    try:
                        j, data = results.get(timeout=0.05)
                    except queue.Empty:
                        break
                    rows[j] = pickle.loads(data)
                    running.pop(j).join()
                if i in running:
                    running.pop(i).join()
                    rows[i] = ("crashed", i, process.exitcode)
                break
    return [rows[i] for i in range(len(items))]
