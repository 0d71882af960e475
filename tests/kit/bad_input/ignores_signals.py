# verdict: timeout
# The consumer ignores every polite signal and sleeps for an hour, the caller joins it.
import multiprocessing as mp
import signal
import time


def deaf():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)


def consume(items, handle):
    deaf()
    for item in items:
        handle(item)
    time.sleep(3600)


def run(items, handle):
    deaf()
    consumer = mp.Process(target=consume, args=(items, handle))
    consumer.start()
    consumer.join()
