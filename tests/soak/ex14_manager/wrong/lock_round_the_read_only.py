# verdict: wrong @ together
# The lock is given back before the longer list is assigned.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        with lock:
            values = board.get(key, [])
        board[key] = [*values, value]


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
