"""A process forks into a new session, again and again, and the parent exits each time.

It gives up by itself after three seconds.

limits: deadline=0.5
"""

import os
import time


def flee():
    limit = time.monotonic() + 3
    while time.monotonic() < limit:
        if os.fork():
            os._exit(0)
        os.setsid()
    os._exit(0)


def run():
    if os.fork() == 0:
        flee()
    time.sleep(600)
