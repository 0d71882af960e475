"""The program ends, and a child of it sleeps on with stdout and stderr open.

ends: orphans
verdict: leaked
"""

import os
import time


def run():
    if os.fork() == 0:
        time.sleep(600)
