"""A child that was forked by hand reads from a pipe, and its parent waits for it.

says: main
methods: fork
"""

import os


def run():
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(reader, 1)
        os._exit(0)
    os.waitpid(child, 0)  # ■ main: its own code
    os.write(writer, b"!")
