# verdict: crashed | timeout
# The caller alone starts sleeping processes without end.
import multiprocessing as mp
import time


def consume(items, handle):
    time.sleep(600)


def run(items, handle):
    consumers = []
    while True:  # one more each time; no process starts another
        consumer = mp.Process(target=consume, args=(items, handle), daemon=True)
        consumer.start()
        consumers.append(consumer)
        time.sleep(0.01)
