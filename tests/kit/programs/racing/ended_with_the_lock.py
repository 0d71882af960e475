"""A counting process is ended, and may have the lock just then.

finds: deadlock
"""

import multiprocessing as mp
import time


def tick(lock, ticks):
    for _ in range(10):
        with lock:
            ticks.value += 1
        time.sleep(0.2)


if __name__ == "__main__":
    lock, ticks = mp.Lock(), mp.Value("i", 0)
    clock = mp.Process(target=tick, args=(lock, ticks))
    clock.start()
    time.sleep(0.5)
    clock.terminate()
    clock.join()
    with lock:
        print("the clock has stopped")
