"""A worker answers over a socket, however late its answers are."""

import multiprocessing as mp
import socket


def work(theirs, ours):
    ours.close()
    with theirs:
        while word := theirs.recv(100):
            theirs.sendall(word.upper() * 50_000)


if __name__ == "__main__":
    ours, theirs = socket.socketpair()
    worker = mp.Process(target=work, args=(theirs, ours))
    worker.start()
    theirs.close()
    total = 0
    for word in (b"queue", b"pipe", b"lock"):
        ours.sendall(word)
        left = len(word) * 50_000
        while left:
            left -= len(ours.recv(left))
        total += len(word)
    ours.close()
    worker.join()
    print(total)
