"""The program kills its own process group, and with it its child.

ends: self
verdict: crashed
"""

import multiprocessing
import os
import signal
import time


def run():
    multiprocessing.Process(target=time.sleep, args=(600,)).start()
    os.killpg(0, signal.SIGKILL)
