# verdict: wrong @ together
# Each worker collects for itself, but adds its lists to the board without a lock.
import multiprocessing as mp
from collections import defaultdict


def record(board, lock, events):
    mine = defaultdict(list)
    for key, value in events:
        mine[key].append(value)
    for key, values in mine.items():
        board.update({key: board.get(key, []) + values})


def run(events, workers):
    with mp.Manager() as manager:
        board, lock = manager.dict(), mp.Lock()
        ps = [
            mp.Process(target=record, args=(board, lock, events[i::workers]))
            for i in range(workers)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return board.copy()
