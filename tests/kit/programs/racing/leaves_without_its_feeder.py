"""Half a second is enough for what was put to be written; then the process is gone.

finds: deadlock
"""

import multiprocessing as mp
import os
import time


def answer(answers):
    answers.put(42)
    time.sleep(0.5)
    os._exit(0)


if __name__ == "__main__":
    answers = mp.Queue()
    worker = mp.Process(target=answer, args=(answers,))
    worker.start()
    print(answers.get())
    worker.join()
