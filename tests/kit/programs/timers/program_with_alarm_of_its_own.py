"""The caller waits for a program that an alarm of its own wakes."""

import subprocess
import sys

PROGRAM = """
import signal
signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 0.8)
signal.pause()
"""


def run():
    subprocess.run([sys.executable, "-S", "-c", PROGRAM], check=True)
