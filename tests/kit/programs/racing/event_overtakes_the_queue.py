"""All has been put when the event is set, and yet it need not be in the queue.

finds: output
"""

import multiprocessing as mp
import time


def collect(found, done):
    for number in (5, 6, 7):
        found.put(number)
    time.sleep(0.3)
    done.set()


if __name__ == "__main__":
    found, done = mp.Queue(), mp.Event()
    worker = mp.Process(target=collect, args=(found, done))
    worker.start()
    done.wait()
    numbers = []
    while not found.empty():
        numbers.append(found.get())
    print(numbers)
    worker.join()
