"""The program kills the process that runs all trials."""

import os
import signal
import time
from pathlib import Path


def run():
    parent = Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1]
    os.kill(int(parent), signal.SIGKILL)
    time.sleep(600)
