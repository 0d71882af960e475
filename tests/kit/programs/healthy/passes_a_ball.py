"""Two processes pass a ball: one of them is always about to wake the other.

methods: fork
"""

import multiprocessing


def play(connection):
    for ball in iter(connection.recv, None):
        connection.send(ball + 1)


def run():
    ours, theirs = multiprocessing.Pipe()
    player = multiprocessing.Process(target=play, args=(theirs,))
    player.start()
    ball = 0
    while ball < 4000:
        ours.send(ball)
        ball = ours.recv()
    ours.send(None)
    player.join()
