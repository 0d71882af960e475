"""The program appends something of its own to the trial's log, and is right otherwise."""

import os


def run(data):
    log = os.open("../log.jsonl", os.O_WRONLY | os.O_APPEND)
    os.write(log, data)
    os.close(log)
