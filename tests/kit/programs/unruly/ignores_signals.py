"""The program ignores every signal that asks it to end, and sleeps.

ends: deadline
verdict: timeout
limits: deadline=0.5
"""

import signal
import time


def run():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(600)
