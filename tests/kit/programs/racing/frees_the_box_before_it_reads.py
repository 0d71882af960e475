"""The writer may fill the box again before its number has been read.

finds: output
"""

import multiprocessing as mp
import time


def read(box, full, empty, found):
    numbers = []
    for _ in range(3):
        full.acquire()
        empty.release()
        numbers.append(box.value)
    found.send(numbers)


if __name__ == "__main__":
    box, full, empty = mp.RawValue("i", 0), mp.Semaphore(0), mp.Semaphore(1)
    ours, theirs = mp.Pipe(duplex=False)
    reader = mp.Process(target=read, args=(box, full, empty, theirs))
    reader.start()
    for number in (4, 5, 6):
        empty.acquire()
        time.sleep(0.1)
        box.value = number
        full.release()
    print(ours.recv())
    reader.join()
