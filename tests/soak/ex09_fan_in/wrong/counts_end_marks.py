# verdict: deadlock @ source_exits
# Waits for one end mark of each source, but a source that dies never sends its own.
import multiprocessing as mp


def produce(queue, name, source):
    for item in source:
        queue.put(("item", name, item))
    queue.put(("end", name, None))


def run(sources, handle):
    queue = mp.Queue()
    processes = []
    for name, source in sources.items():
        p = mp.Process(target=produce, args=(queue, name, source))
        p.start()
        processes.append(p)
    result = dict.fromkeys(sources, "died")
    left = len(processes)
    while left:
        kind, name, item = queue.get()
        if kind == "end":
            result[name] = "done"
            left -= 1
        else:
            handle(name, item)
    for p in processes:
        p.join()
    return result
