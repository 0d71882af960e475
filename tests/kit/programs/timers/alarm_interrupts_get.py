"""An alarm interrupts a get without a limit, by an exception."""

import multiprocessing
import signal


class Late(Exception):
    pass


def ring(*_):
    raise Late


def run():
    signal.signal(signal.SIGALRM, ring)
    signal.alarm(1)
    try:
        multiprocessing.Queue().get()
    except Late:
        signal.alarm(0)
