# verdict: crashed
# Kills every process of its own group, itself included.
import os
import signal


def run(items, handle):
    os.killpg(0, signal.SIGKILL)
