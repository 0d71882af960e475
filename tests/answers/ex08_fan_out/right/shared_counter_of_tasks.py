# right: every worker has the whole list, a shared counter under a lock says which is next
import multiprocessing as mp


def worker(tasks, fn, counter, results):
    while True:
        with counter.get_lock():
            mine = counter.value
            counter.value += 1
        if mine >= len(tasks):
            return
        results.put((mine, fn(tasks[mine])))


def run(tasks, fn, workers):
    counter, results = mp.Value("l", 0), mp.Queue()
    crew = []
    for n in range(workers):
        p = mp.Process(target=worker, args=(tasks, fn, counter, results), daemon=True)
        p.start()
        crew.append(p)
    pairs = {}
    while len(pairs) < len(tasks):
        number, value = results.get()
        pairs[number] = value
    for p in crew:
        p.join()
    return [pairs[n] for n in sorted(pairs)]
