"""Who comes second, and finds the other's mark, ends the program with another exit code.

finds: exit
"""

import multiprocessing as mp
import sys


def work(mark, seen):
    seen.put(mark.value)
    mark.value += 1


if __name__ == "__main__":
    mark, seen = mp.Value("i", 0), mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(mark, seen)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
    sys.exit(3 if seen.get() == seen.get() else 0)
