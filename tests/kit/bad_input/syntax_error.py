# verdict: crashed
# Does not compile: a colon is missing in line 6.
import multiprocessing as mp


def produce(queue, items)
    for item in items:
        queue.put(item)
    queue.put(None)


def run(items, handle):
    queue = mp.Queue()
    mp.Process(target=produce, args=(queue, items)).start()
    while (item := queue.get()) is not None:
        handle(item)
