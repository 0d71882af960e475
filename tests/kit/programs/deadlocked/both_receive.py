"""Both ends of a pipe wait for the other one to begin.

says: main and echo both wait to receive from each other, and neither sends
methods: fork spawn
"""

import multiprocessing


def echo(connection):
    connection.send(connection.recv())  # ■ echo: connection.recv()


def run():
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=echo, args=(theirs,))
    child.start()
    ours.recv()  # ■ main: connection.recv()
    child.join()
