# verdict: crashed
# The caller's process is gone with exit code 0 before anything was handled.
import os


def run(items, handle):
    os._exit(0)
