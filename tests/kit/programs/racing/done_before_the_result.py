"""The event says that it is done, and the result is written afterwards.

finds: output
"""

import multiprocessing as mp
import time


def compute(done, result):
    answer = sum(range(10))
    done.set()
    result.value = answer


if __name__ == "__main__":
    done, result = mp.Event(), mp.Value("i", -1)
    worker = mp.Process(target=compute, args=(done, result))
    worker.start()
    while not done.is_set():
        time.sleep(0.1)
    print(result.value)
    worker.join()
