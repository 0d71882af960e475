"""Two processes use a manager, then rest.

methods: fork spawn
"""

import multiprocessing
import time


def record(board, name):
    board[name] = len(name)
    time.sleep(1.3)


def main():
    with multiprocessing.Manager() as manager:
        board = manager.dict()
        workers = [multiprocessing.Process(target=record, args=(board, n)) for n in ("a", "bb")]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        print(sorted(board.items()))


if __name__ == "__main__":
    main()
