"""A process joins its child, which waits for data that nobody else can send.

methods: fork spawn
partial: the other end is still open in
"""

import multiprocessing
import time


def receive(end):
    end.recv()  # ■ below: connection.recv()


def lead():
    ours, _theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=receive, args=(ours,), name="below")
    child.start()
    child.join()  # ■ above: process.join()


def main():
    leader = multiprocessing.Process(target=lead, name="above")
    leader.start()
    time.sleep(6)
    for child in (leader,):
        child.kill()


if __name__ == "__main__":
    main()
