"""A child raises, and its parent goes on.

methods: fork spawn
prints: ZeroDivisionError
"""

import multiprocessing


def work():
    return 1 // 0


def main():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()
    print(worker.exitcode)


if __name__ == "__main__":
    main()
