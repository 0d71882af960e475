# right: connection.wait tells which process has ended, each one is then joined
import multiprocessing as mp
from multiprocessing.connection import wait


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    running = {}
    for target, args in ((_produce, (queue, items)), (_consume, (queue, handle))):
        process = mp.Process(target=target, args=args)
        process.start()
        running[process.sentinel] = process
    while running:
        for sentinel in wait(list(running)):
            running.pop(sentinel).join()
