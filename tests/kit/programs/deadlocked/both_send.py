"""Both ends of a pipe send 2 MB before they receive.

says: peer and main wait for room, each in a full pipe
methods: fork spawn
"""

import multiprocessing


def talk(connection):
    connection.send(bytes(2 << 20))  # ■ peer: connection.send()
    connection.recv()


def run():
    ours, theirs = multiprocessing.Pipe()
    peer = multiprocessing.Process(target=talk, args=(theirs,), name="peer")
    peer.start()
    ours.send(bytes(2 << 20))  # ■ main: connection.send()
    ours.recv()
    peer.join()
