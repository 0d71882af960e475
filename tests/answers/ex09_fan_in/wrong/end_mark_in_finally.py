# verdict: wrong @ source_raises
# The end mark is sent in `finally`, so a source that raises half way still claims to be done.
import multiprocessing as mp
import threading


def produce(queue, name, source):
    try:
        for item in source:
            queue.put(("item", name, item))
    finally:
        queue.put(("done", name, None))


def join_then_tell(process, queue, name):
    process.join()
    queue.put(("gone", name, None))


def run(sources, handle):
    queue = mp.Queue()
    threads = []
    for name, source in sources.items():
        process = mp.Process(target=produce, args=(queue, name, source))
        process.start()
        threads.append(threading.Thread(target=join_then_tell, args=(process, queue, name)))
        threads[-1].start()
    fates = dict.fromkeys(sources, "died")
    left = len(sources)
    while left:
        kind, name, item = queue.get()
        if kind == "item":
            handle(name, item)
        elif kind == "done":
            fates[name] = "done"
        else:
            left -= 1
    for thread in threads:
        thread.join()
    return fates
