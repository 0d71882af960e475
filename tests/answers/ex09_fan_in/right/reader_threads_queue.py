"""Lets a thread for each source fill a bounded queue, which the caller takes from."""

import multiprocessing as mp
import queue
import threading


class Source(mp.Process):
    def __init__(self, name, source):
        super().__init__(name=name)
        self.source = source
        self.reader, self.writer = mp.Pipe(duplex=False)

    def run(self):
        self.reader.close()
        for item in self.source:
            self.writer.send(("item", item))
        self.writer.send(("end", None))


def pump(reader, name, inbox):
    verdict = "died"
    try:
        while True:
            kind, item = reader.recv()
            if kind == "end":
                verdict = "done"
            else:
                inbox.put((name, "item", item))
    except EOFError:
        inbox.put((name, "verdict", verdict))


def run(sources, handle):
    inbox = queue.Queue(maxsize=16)
    crew = []
    for name, source in sources.items():
        process = Source(name, source)
        process.start()
        process.writer.close()
        crew.append((process, name))
    threads = [
        threading.Thread(target=pump, args=(process.reader, name, inbox)) for process, name in crew
    ]
    for thread in threads:
        thread.start()
    verdicts = {}
    while len(verdicts) < len(sources):
        name, kind, content = inbox.get()
        if kind == "item":
            handle(name, content)
        else:
            verdicts[name] = content
    for thread in threads:
        thread.join()
    for process, _ in crew:
        process.join()
        process.reader.close()
    return {name: verdicts[name] for name in sources}
