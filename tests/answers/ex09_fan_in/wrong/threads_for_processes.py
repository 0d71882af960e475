# verdict: wrong @ processes
# Each source runs in a thread of the caller: no process of its own, and none that could die.
import queue
import threading


def produce(q, name, source):
    fate = "died"
    try:
        for item in source:
            q.put((name, item, None))
        fate = "done"
    finally:
        q.put((name, None, fate))


def run(sources, handle):
    q = queue.Queue()
    threads = [
        threading.Thread(target=produce, args=(q, name, source)) for name, source in sources.items()
    ]
    for t in threads:
        t.start()
    fates = {}
    while len(fates) < len(sources):
        name, item, fate = q.get()
        if fate:
            fates[name] = fate
        else:
            handle(name, item)
    for t in threads:
        t.join()
    return fates
