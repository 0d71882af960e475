"""The reader gives the writer a second, and then takes what is there.

finds: output
"""

import multiprocessing as mp
import time


def write(queue):
    for item in range(3):
        time.sleep(0.1)
        queue.put(item)


if __name__ == "__main__":
    queue = mp.Queue()
    writer = mp.Process(target=write, args=(queue,))
    writer.start()
    time.sleep(1)
    found = []
    while not queue.empty():
        found.append(queue.get())
    print(found)
    writer.join()
