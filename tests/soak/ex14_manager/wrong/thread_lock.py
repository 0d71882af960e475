# verdict: wrong @ together
# A lock of threading: a forked child has a copy of it that excludes nobody.
import multiprocessing as mp
import threading

LOCK = threading.Lock()


def record(board, lock, events):
    for key, value in events:
        with LOCK:
            board[key] = board.get(key, []) + [value]


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
