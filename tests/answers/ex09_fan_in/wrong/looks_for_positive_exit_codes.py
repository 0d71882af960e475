# verdict: deadlock @ source_killed
# While it waits it looks for exit codes above zero: a killed process has a negative one.
import multiprocessing as mp
import os
import queue
import threading


def guard(source):
    for item in source:
        yield item


def produce(q, name, source):
    try:
        for item in guard(source):
            q.put((name, "item", item))
    except Exception:
        q.close()
        q.join_thread()
        os._exit(1)
    q.put((name, "end", None))


def watch(processes, q):
    for name, p in processes.items():
        p.join()
        if p.exitcode > 0 or p.exitcode == 0:
            q.put((name, "exit", None))


def run(sources, handle):
    q = mp.Queue()
    processes = {n: mp.Process(target=produce, args=(q, n, s)) for n, s in sources.items()}
    for p in processes.values():
        p.start()
    watcher = threading.Thread(target=watch, args=(processes, q))
    watcher.start()
    fates, exited = dict.fromkeys(sources, "died"), 0
    while exited < len(sources):
        name, kind, item = q.get()
        if kind == "item":
            handle(name, item)
        elif kind == "end":
            fates[name] = "done"
        else:
            exited += 1
    watcher.join()
    return fates
