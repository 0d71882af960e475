# verdict: crashed | timeout
# The consumer allocates without end, 64 MB at a time, and writes to every page.
import multiprocessing as mp
import time


STEP = 64 * 1024 * 1024
PAGE = 4096


def consume(items, handle):
    hoard = []
    while True:
        block = bytearray(STEP)
        for offset in range(0, STEP, PAGE):
            block[offset] = 1
        hoard.append(block)
        time.sleep(0.05)


def run(items, handle):
    consumer = mp.Process(target=consume, args=(items, handle))
    consumer.start()
    consumer.join()
