"""An alarm is set that wakes the sleeper in a second."""

import signal


def run():
    signal.signal(signal.SIGALRM, lambda *_: None)
    signal.alarm(1)
    signal.pause()
