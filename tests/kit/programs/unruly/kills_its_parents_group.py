"""The program kills the process group of the process that watches it.

ends: killed-warden
verdict: crashed
"""

import os
import signal
import time


def run():
    os.killpg(os.getpgid(os.getppid()), signal.SIGKILL)
    time.sleep(600)
