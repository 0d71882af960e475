"""The caller waits for a program that `timeout` ends in a second."""

import subprocess


def run():
    with subprocess.Popen(["timeout", "0.8", "cat"], stdin=subprocess.PIPE) as program:
        program.wait()
