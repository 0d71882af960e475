"""The program kills the process that watches it, from a session that a daemon of it has left.

ends: killed-warden
verdict: crashed
"""

import os
import signal
import time


def run():
    if os.fork() == 0:
        os.setsid()
        time.sleep(600)
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)
