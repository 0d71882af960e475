"""Who is woken does not look again, and somebody else has taken the thing meanwhile.

finds: raise
"""

import multiprocessing as mp


def take(shelf, stocked, taken):
    with stocked:
        if len(shelf) == 0:
            stocked.wait()
        taken.put(shelf.pop(0))


if __name__ == "__main__":
    with mp.Manager() as manager:
        shelf, stocked, taken = manager.list(), mp.Condition(), mp.SimpleQueue()
        takers = [mp.Process(target=take, args=(shelf, stocked, taken)) for _ in range(2)]
        for taker in takers:
            taker.start()
        for thing in ("pan", "pot"):
            with stocked:
                shelf.append(thing)
                stocked.notify()
        for taker in takers:
            taker.join()
        print(len(shelf), "left")
