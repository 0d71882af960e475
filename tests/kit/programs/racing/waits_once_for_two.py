"""Two parts are waited for, and the first that is told of ends the waiting.

finds: output
"""

import multiprocessing as mp
import time


def fill(parts, place, changed):
    with changed:
        parts[place] = place + 1
        changed.notify()


if __name__ == "__main__":
    parts, changed = mp.Array("i", 2), mp.Condition()
    crew = [mp.Process(target=fill, args=(parts, place, changed)) for place in range(2)]
    for worker in crew:
        worker.start()
    time.sleep(1)
    with changed:
        if 0 in parts[:]:
            changed.wait()
        print(parts[:])
    for worker in crew:
        worker.join()
