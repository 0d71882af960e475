# right: N processes, one shared queue, one None for each of them; results are numbered
import multiprocessing as mp


def worker(tasks, results, fn):
    for index, task in iter(tasks.get, None):
        results.put((index, fn(task)))


def run(tasks, fn, workers):
    todo, done = mp.Queue(), mp.Queue()
    procs = [mp.Process(target=worker, args=(todo, done, fn)) for _ in range(workers)]
    for p in procs:
        p.start()
    for pair in enumerate(tasks):
        todo.put(pair)
    for _ in procs:
        todo.put(None)
    out = [None] * len(tasks)
    for _ in range(len(tasks)):
        index, value = done.get()
        out[index] = value
    for p in procs:
        p.join()
    return out
