"""Is busy for a while beside a process that waits for it.

methods: fork
"""

import multiprocessing
import time


def wait(end):
    end.recv()


def main():
    ours, theirs = multiprocessing.Pipe()
    waiter = multiprocessing.Process(target=wait, args=(theirs,))
    waiter.start()
    begun = time.process_time()
    while time.process_time() - begun < 1.3:
        pass
    ours.send(None)
    waiter.join()


if __name__ == "__main__":
    main()
