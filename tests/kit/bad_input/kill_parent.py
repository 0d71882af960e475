# verdict: crashed
# Kills the process that started the caller.
import os
import signal
import time


def run(items, handle):
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(3600)
