"""The counter is read under its lock, and written when the lock has been given back.

finds: output
"""

import multiprocessing as mp


def visit(counter, times):
    for _ in range(times):
        with counter.get_lock():
            seen = counter.value
        counter.value = seen + 1


if __name__ == "__main__":
    counter = mp.Value("i", 0)
    guests = [mp.Process(target=visit, args=(counter, times)) for times in (2, 3)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    print(counter.value, "visits")
