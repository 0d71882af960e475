"""Children that are ended by a signal, and one that leaves by itself."""

import multiprocessing as mp
import time


def wait_long():
    while True:
        time.sleep(1000)


if __name__ == "__main__":
    waiter = mp.Process(target=wait_long)
    waiter.start()
    waiter.join(10)
    assert waiter.is_alive()
    waiter.terminate()
    waiter.join()
    assert waiter.exitcode == -15, waiter.exitcode
    quick = mp.Process(target=int)
    quick.start()
    quick.join()
    assert quick.exitcode == 0
