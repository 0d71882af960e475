# right: every event has a key of its own on the board, so nobody writes what another has read
import multiprocessing as mp
from collections import defaultdict


def record(board, numbered):
    for number, key, value in numbered:
        board[number] = (key, value)


def run(events, workers):
    numbered = [(n, key, value) for n, (key, value) in enumerate(events)]
    with mp.Manager() as manager:
        board = manager.dict()
        ps = [mp.Process(target=record, args=(board, numbered[i::workers])) for i in range(workers)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        plain = board.copy()
    lists = defaultdict(list)
    for number in sorted(plain):
        key, value = plain[number]
        lists[key].append(value)
    return dict(lists)
