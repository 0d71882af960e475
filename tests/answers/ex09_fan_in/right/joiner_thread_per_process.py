import multiprocessing as mp
import threading
from enum import Enum


class Kind(Enum):
    ITEM = 1
    FINISHED = 2
    GONE = 3


def produce(queue, name, source):
    for item in source:
        queue.put((Kind.ITEM, name, item))
    queue.put((Kind.FINISHED, name, None))


def report_exit(process, queue, name):
    process.join()
    queue.put((Kind.GONE, name, process.exitcode))


def run(sources, handle):
    queue = mp.SimpleQueue()
    threads = []
    for name, source in sources.items():
        process = mp.Process(target=produce, args=(queue, name, source), name=name)
        process.start()
        threads.append(threading.Thread(target=report_exit, args=(process, queue, name)))
    for thread in threads:
        thread.start()
    finished, gone = set(), set()
    while len(gone) < len(sources):
        match queue.get():
            case (Kind.ITEM, name, item):
                handle(name, item)
            case (Kind.FINISHED, name, _):
                finished.add(name)
            case (Kind.GONE, name, _):
                gone.add(name)
    for thread in threads:
        thread.join()
    queue.close()
    return {name: "done" if name in finished else "died" for name in sources}
