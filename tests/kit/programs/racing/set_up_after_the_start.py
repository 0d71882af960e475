"""The worker sleeps, so that its caller has time to set the factor.

finds: output
"""

import multiprocessing as mp
import time


def multiply(factor, found):
    time.sleep(0.5)
    found.put(7 * factor.value)


if __name__ == "__main__":
    factor, found = mp.Value("i", 1), mp.SimpleQueue()
    worker = mp.Process(target=multiply, args=(factor, found))
    worker.start()
    factor.value = 6
    print(found.get())
    worker.join()
