# verdict: leaked
# Right, but the consumer leaves a daemon behind: double fork, own session, still asleep.
import multiprocessing as mp
import os
import signal


def daemonise():
    first = os.fork()
    if first:
        os.waitpid(first, 0)
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.closerange(3, 1024)
    signal.pause()
    os._exit(0)


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    daemonise()
    while (item := queue.get()) is not None:
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
