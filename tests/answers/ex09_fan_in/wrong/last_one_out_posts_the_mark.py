# verdict: early | wrong @ slow_last_item
# The last source out posts the end mark, but another one's feeder may still hold an item: a nap is
# no proof that it does not.
import multiprocessing as mp
import time


def produce(queue, name, source, left):
    for item in source:
        queue.put((name, item))
    time.sleep(0.05)
    with left.get_lock():
        left.value -= 1
        if left.value == 0:
            queue.put(None)


def run(sources, handle):
    if not sources:
        return {}
    queue = mp.Queue()
    left = mp.Value("i", len(sources))
    processes = {
        name: mp.Process(target=produce, args=(queue, name, source, left))
        for name, source in sources.items()
    }
    for p in processes.values():
        p.start()
    while (message := queue.get()) is not None:
        handle(*message)
    for p in processes.values():
        p.join()
    return {name: "died" if p.exitcode else "done" for name, p in processes.items()}
