"""The parent joins a child that waits for a message which the parent sends after the join.

says: child waits for more data or for the end of the pipe
methods: fork spawn
"""

import multiprocessing


def listen(connection):
    connection.recv()  # ■ child: connection.recv()


def run():
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=listen, args=(theirs,), name="child")
    child.start()
    child.join()  # ■ main: process.join()
    ours.send("go")
