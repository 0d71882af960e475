# right: each worker sends its partial dict through a manager's queue; the caller merges them
import multiprocessing as mp


def collect(queue, events):
    part = {}
    for key, value in events:
        part.setdefault(key, []).append(value)
    queue.put(part)


def run(events, workers):
    with mp.Manager() as manager:
        queue = manager.Queue()
        ps = [mp.Process(target=collect, args=(queue, events[i::workers])) for i in range(workers)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        merged = {}
        for _ in ps:
            for key, values in queue.get().items():
                merged.setdefault(key, []).extend(values)
        return merged
