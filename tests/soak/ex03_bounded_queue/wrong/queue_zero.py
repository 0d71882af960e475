# verdict: wrong @ backlog
# Queue(0) is meant as "hand over directly, keep nothing", but zero means unbounded.
import multiprocessing as mp

HAND_OVER = 0


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize=HAND_OVER)
    processes = [
        mp.Process(target=produce, args=(source, queue)),
        mp.Process(target=consume, args=(queue, handle)),
    ]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
