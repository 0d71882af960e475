"""A child process writes to a manager's dictionary."""

import multiprocessing as mp


def work(board):
    board["done"] = True


def run():
    with mp.Manager() as manager:
        board = manager.dict()
        worker = mp.Process(target=work, args=(board,))
        worker.start()
        worker.join()
        return [board.copy(), worker.exitcode]
