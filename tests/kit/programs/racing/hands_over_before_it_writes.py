"""The reader is let in first, and then the number is written.

finds: output
"""

import multiprocessing as mp
import time


def write(box, full, empty):
    for number in (1, 20, 300):
        empty.acquire()
        full.release()
        box.value = number


if __name__ == "__main__":
    box, full, empty = mp.Value("i", 0), mp.Semaphore(0), mp.Semaphore(1)
    writer = mp.Process(target=write, args=(box, full, empty))
    writer.start()
    total = 0
    for _ in range(3):
        full.acquire()
        time.sleep(0.1)
        total += box.value
        empty.release()
    print(total)
    writer.join()
