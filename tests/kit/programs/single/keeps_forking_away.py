"""A process forks into a new session, again and again, and the parent exits each time.

The lock of a file, which they all share, is held as long as one of them lives. They give up by
themselves after three seconds.

limits: deadline=0.5
"""

import fcntl
import os
import time


def flee():
    limit = time.monotonic() + 3
    while time.monotonic() < limit:
        if os.fork():
            os._exit(0)
        os.setsid()
    os._exit(0)


def run(path):
    lock = os.open(path, os.O_RDWR | os.O_CREAT)
    if os.fork() == 0:
        fcntl.flock(lock, fcntl.LOCK_EX)
        flee()
    time.sleep(600)
