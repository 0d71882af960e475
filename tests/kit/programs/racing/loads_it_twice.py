"""Who has waited for the lock does not look again whether the words are there by now.

finds: exit
"""

import multiprocessing as mp
import sys


def look_up(cache, lock, loads):
    if "words" not in cache:
        with lock:
            cache["words"] = "all of them"
            loads.value += 1
    return cache["words"]


if __name__ == "__main__":
    with mp.Manager() as manager:
        cache, lock, loads = manager.dict(), mp.Lock(), mp.Value("i", 0)
        reader = mp.Process(target=look_up, args=(cache, lock, loads))
        reader.start()
        print(look_up(cache, lock, loads))
        reader.join()
    sys.exit(0 if loads.value == 1 else 3)
