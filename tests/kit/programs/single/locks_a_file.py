"""The program waits for the lock of a file."""

import fcntl


def run(path):
    with open(path, "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
