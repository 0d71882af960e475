"""The program ends, and a daemon of it lives on: forked twice, without a past, in nobody's session."""

import os
import sys


def run(bell):
    if os.fork():
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    with open(bell, "w") as words:
        words.write(f"{os.getpid()}\n")
    os.chdir("/")
    os.closerange(0, 1024)
    os.execve(sys.executable, ["cron", "-S", "-E", "-c", "import time; time.sleep(600)"], {})
