"""A program with a main guard, whose children are found again under every start method."""

import multiprocessing as mp
import sys

NAME = "squares"


def work(tasks, results):
    for number in iter(tasks.get, None):
        results.put(number * number)


def main():
    tasks, results = mp.Queue(), mp.Queue()
    worker = mp.Process(target=work, args=(tasks, results))
    worker.start()
    for number in range(4):
        tasks.put(number)
    tasks.put(None)
    print([results.get() for _ in range(4)])
    worker.join()


if __name__ == "__main__":
    sys.exit(main())
