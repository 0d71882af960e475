import multiprocessing as mp
import threading


class Feeder(mp.Process):
    def __init__(self, queue, name, source):
        super().__init__(name=name)
        self.queue = queue
        self.source = source

    def run(self):
        for item in self.source:
            self.queue.put(("item", self.name, item))
        self.queue.put(("done", self.name, None))


def join_all(feeders, queue):
    for feeder in feeders:
        feeder.join()
    queue.put(("stop", None, None))


def run(sources, handle):
    queue = mp.Queue()
    feeders = [Feeder(queue, name, source) for name, source in sources.items()]
    for feeder in feeders:
        feeder.start()
    watcher = threading.Thread(target=join_all, args=(feeders, queue))
    watcher.start()
    done = set()
    while True:
        kind, name, item = queue.get()
        if kind == "stop":
            break
        if kind == "done":
            done.add(name)
        else:
            handle(name, item)
    watcher.join()
    return {name: "done" if name in done else "died" for name in sources}
