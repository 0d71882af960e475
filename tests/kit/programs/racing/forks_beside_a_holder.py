"""A child is forked while a thread of its parent's holds a lock: in the child nobody gives it back.

finds: deadlock
"""

import multiprocessing as mp
import os
import threading

journal = threading.Lock()


def note(counter):
    for number in range(3):
        with journal:
            counter.value = number


def report():
    with journal:
        print("reported")


if __name__ == "__main__":
    counter = mp.Value("i", 0)
    notes = threading.Thread(target=note, args=(counter,))
    notes.start()
    child = os.fork()
    if child == 0:
        report()
        os._exit(0)
    os.waitpid(child, 0)
    notes.join()
