import multiprocessing as mp
import queue


def feed(q, name, source):
    for item in source:
        q.put((name, True, item))
    q.put((name, False, None))


def run(sources, handle):
    q = mp.Queue()
    processes = {}
    for name, source in sources.items():
        processes[name] = mp.Process(target=feed, args=(q, name, source))
        processes[name].start()
    result = {}
    while len(result) < len(processes):
        # First who is dead, then what is left in the queue: not the other way round.
        dead = [n for n, p in processes.items() if n not in result and not p.is_alive()]
        try:
            while True:
                name, more, item = q.get(timeout=0.05)
                if more:
                    handle(name, item)
                else:
                    result[name] = "done"
        except queue.Empty:
            for name in dead:
                result.setdefault(name, "died")
    for p in processes.values():
        p.join()
    return result
