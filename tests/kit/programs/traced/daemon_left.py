"""A daemon waits for ever, and is ended when the program ends.

methods: fork spawn
"""

import multiprocessing
import time


def wait(queue):
    queue.get()


def main():
    queue = multiprocessing.Queue()
    multiprocessing.Process(target=wait, args=(queue,), daemon=True).start()
    time.sleep(1.4)
    print("done")


if __name__ == "__main__":
    main()
