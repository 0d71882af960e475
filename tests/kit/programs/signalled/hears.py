"""Calls `fn` in a child process, and returns the signals that came meanwhile, and how it ended.

Both processes hear SIGTERM and SIGINT, or neither does. With `raises` what main hears first is
raised where it comes.
"""

import multiprocessing as mp
import signal

NUMBERS = (signal.SIGTERM, signal.SIGINT)


def work(fn):
    fn(1)


class Heard(Exception):
    pass


def run(fn, hears=True, raises=False):
    heard = []

    def hear(number, frame):
        heard.append(signal.Signals(number).name)
        if raises:
            raise Heard

    for number in NUMBERS if hears else ():
        signal.signal(number, hear)
    worker = mp.Process(target=work, args=(fn,))
    at = "start"
    try:
        worker.start()
        at = "join"
    except Heard:
        at = "start, which raised"
    worker.join()
    return [heard, at, worker.exitcode]
