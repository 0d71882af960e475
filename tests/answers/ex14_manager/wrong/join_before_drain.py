# verdict: deadlock @ big_values
# Partial dicts come back over an mp.Queue that is read only after join(): big ones never leave.
import multiprocessing as mp


def collect(queue, events):
    part = {}
    for key, value in events:
        part.setdefault(key, []).append(value)
    queue.put(part)


def run(events, workers):
    queue = mp.Queue()
    ps = [mp.Process(target=collect, args=(queue, events[i::workers])) for i in range(workers)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    merged = {}
    for _ in ps:
        for key, values in queue.get().items():
            merged.setdefault(key, []).extend(values)
    queue.close()
    queue.join_thread()
    return merged
