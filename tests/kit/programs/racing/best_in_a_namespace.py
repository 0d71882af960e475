"""The best score is compared and then replaced: a better one may have come between.

finds: output
"""

import multiprocessing as mp


def play(board, scores):
    for score in scores:
        if score > board.best:
            board.best = score


if __name__ == "__main__":
    with mp.Manager() as manager:
        board = manager.Namespace(best=0)
        player = mp.Process(target=play, args=(board, [3, 9]))
        player.start()
        play(board, [5, 7])
        player.join()
        print("best:", board.best)
