# verdict: crashed
# The consumer kills its parent, the caller of run(), and sleeps on.
import multiprocessing as mp
import os
import signal
import time


def consume(handle):
    os.kill(mp.parent_process().pid, signal.SIGKILL)
    time.sleep(3600)


def run(items, handle):
    consumer = mp.Process(target=consume, args=(handle,))
    consumer.start()
    consumer.join()
