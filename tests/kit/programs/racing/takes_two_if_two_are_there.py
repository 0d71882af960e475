"""Who sees at least two in the queue takes two: three are enough for both to begin.

finds: deadlock
"""

import multiprocessing as mp
import time


def pair_up(waiting, pairs):
    if waiting.qsize() >= 2:
        first = waiting.get()
        second = waiting.get()
        pairs.put((first, second))


def come_late(waiting, pairs):
    time.sleep(0.3)
    pair_up(waiting, pairs)


if __name__ == "__main__":
    waiting, pairs = mp.Queue(), mp.SimpleQueue()
    for name in ("ann", "bob", "cid"):
        waiting.put(name)
    host = mp.Process(target=come_late, args=(waiting, pairs))
    host.start()
    pair_up(waiting, pairs)
    host.join()
    print(pairs.get(), "and", waiting.get())
