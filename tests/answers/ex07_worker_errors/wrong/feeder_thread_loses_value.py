# verdict: crashed | deadlock @ values_that_do_not_travel
# put() pickles later, in its feeder thread: a value that does not pickle is lost there, and the
# process ends with code 0, as if its report were on the way.
import multiprocessing as mp
import traceback
from multiprocessing.connection import wait


def once(results, i, fn, item):
    try:
        row = ("ok", i, fn(item))
    except Exception as e:
        row = ("error", i, type(e).__name__, str(e), traceback.format_exc())
    results.put(row)


def run(items, fn, workers):
    results = mp.Queue()
    rows, active, ended, todo = {}, {}, [], list(enumerate(items))
    while len(rows) < len(items):
        while todo and len(active) < workers:
            i, item = todo.pop(0)
            p = mp.Process(target=once, args=(results, i, fn, item))
            p.start()
            active[p.sentinel] = i, p
        for ready in wait([results._reader, *active]):
            if ready is results._reader:
                row = results.get()
                rows[row[1]] = row
            elif ready in active:
                i, p = active.pop(ready)
                p.join()
                ended.append(p)
                if p.exitcode != 0:
                    rows[i] = ("crashed", i, p.exitcode)
    for _, p in active.values():
        p.join()
    return [rows[i] for i in range(len(items))]
