import multiprocessing as mp
import threading


def produce(queue, name, source):
    for item in source:
        queue.put((name, "item", item))
    queue.put((name, "end", None))


def watch(process, queue, name):
    process.join()
    queue.put((name, "gone", None))


def run(sources, handle):
    fates = {}
    with mp.Manager() as manager:
        queue = manager.Queue()
        watchers = []
        for name, source in sources.items():
            process = mp.Process(target=produce, args=(queue, name, source))
            process.start()
            watchers.append(threading.Thread(target=watch, args=(process, queue, name)))
            watchers[-1].start()
        left = len(sources)
        while left:
            name, kind, item = queue.get()
            if kind == "item":
                handle(name, item)
            elif kind == "end":
                fates[name] = "done"
            else:
                left -= 1
                fates.setdefault(name, "died")
        for watcher in watchers:
            watcher.join()
    return fates
