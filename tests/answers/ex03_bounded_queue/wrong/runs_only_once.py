# verdict: early @ again
# A flag against starting twice is never cleared: every later call returns at once, with nothing done.
import multiprocessing as mp

_started = False


def produce(queue, source):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(source, handle, maxsize):
    global _started
    if maxsize < 1:
        raise ValueError("maxsize < 1")
    if _started:
        return
    _started = True
    queue = mp.Queue(maxsize)
    jobs = [
        mp.Process(target=produce, args=(queue, source)),
        mp.Process(target=consume, args=(queue, handle)),
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
