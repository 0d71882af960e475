# verdict: wrong @ split
# It starts a process for every event instead of `workers` processes.
import multiprocessing as mp


def record(board, lock, key, value):
    with lock:
        board[key] = board.get(key, []) + [value]


def run(events, workers):
    with mp.Manager() as manager:
        board, lock = manager.dict(), mp.Lock()
        ps = [mp.Process(target=record, args=(board, lock, key, value)) for key, value in events]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return board.copy()
