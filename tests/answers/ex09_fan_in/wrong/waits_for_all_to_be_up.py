# verdict: deadlock @ source_exits
# Waits for a first message from everybody: one who dies at once sends none.
import multiprocessing as mp
import threading


def produce(queue, name, source):
    queue.put((name, "up", None))
    for item in source:
        queue.put((name, "item", item))
    queue.put((name, "done", None))


def watch(process, queue, name):
    process.join()
    queue.put((name, "gone", None))


def run(sources, handle):
    queue = mp.Queue()
    processes = {
        name: mp.Process(target=produce, args=(queue, name, source), name=name)
        for name, source in sources.items()
    }
    for process in processes.values():
        process.start()
    fates, up, early = dict.fromkeys(sources, "died"), set(), []
    while len(up) < len(sources):
        name, kind, item = queue.get()
        if kind == "up":
            up.add(name)
        else:
            early.append((name, kind, item))
    watchers = [
        threading.Thread(target=watch, args=(process, queue, name))
        for name, process in processes.items()
    ]
    for watcher in watchers:
        watcher.start()
    while watchers:
        name, kind, item = early.pop(0) if early else queue.get()
        if kind == "item":
            handle(name, item)
        elif kind == "done":
            fates[name] = "done"
        else:
            watchers.pop().join()
    return fates
