"""The program and a child of it ring, ignore what asks them to end, and sleep until a file appears."""

import multiprocessing
import os
import signal
import time


def work(bell, go):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    with open(bell, "w") as words:
        words.write(f"{os.getpid()}\n")
    while not os.path.exists(go):
        time.sleep(0.01)


def run(bell, go):
    child = multiprocessing.Process(target=work, args=(bell, go))
    child.start()
    work(bell, go)
    child.join()
