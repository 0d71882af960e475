"""A child waits for a signal of its own interval timer, and its parent joins it."""

import multiprocessing
import signal


def work():
    signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 0.8)
    signal.pause()


def run():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()
