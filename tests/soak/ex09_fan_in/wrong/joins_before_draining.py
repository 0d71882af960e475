# verdict: deadlock @ late_source
# Joins the producers first: one with more than the pipe holds cannot exit before it is read.
import multiprocessing as mp


def produce(queue, name, source):
    for item in source:
        queue.put((name, item, False))
    queue.put((name, None, True))


def run(sources, handle):
    queue = mp.Queue()
    processes = [
        mp.Process(target=produce, args=(queue, name, source)) for name, source in sources.items()
    ]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    queue.put(None)
    fates = dict.fromkeys(sources, "died")
    for name, item, last in iter(queue.get, None):
        if last:
            fates[name] = "done"
        else:
            handle(name, item)
    return fates
