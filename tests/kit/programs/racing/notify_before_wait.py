"""The one that waits for a notification may come after it.

finds: deadlock
"""

import multiprocessing as mp


def wait(ready):
    with ready:
        ready.wait()


if __name__ == "__main__":
    ready = mp.Condition()
    waiter = mp.Process(target=wait, args=(ready,))
    waiter.start()
    with ready:
        ready.notify()
    waiter.join()
