"""Two wait for each other, and a third that still runs will wake them.

methods: fork
"""

import multiprocessing
import time


def receive(end):
    end.recv()


def main():
    one, two = multiprocessing.Pipe()
    workers = [multiprocessing.Process(target=receive, args=(end,)) for end in (one, two)]
    for worker in workers:
        worker.start()
    time.sleep(2.5)
    one.send(1)
    two.send(2)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
