# verdict: deadlock @ a_long_task_holds_up_no_other
# Worker n gets every n-th task beforehand, so what stands behind a long task has to wait for it.
import multiprocessing as mp


def work(part, results, fn):
    for index, task in part:
        results.put((index, fn(task)))


def run(tasks, fn, workers):
    results = mp.Queue()
    numbered = list(enumerate(tasks))
    procs = [
        mp.Process(target=work, args=(numbered[n::workers], results, fn)) for n in range(workers)
    ]
    for p in procs:
        p.start()
    found = dict(results.get() for _ in tasks)
    for p in procs:
        p.join()
    return [found[i] for i in range(len(tasks))]
