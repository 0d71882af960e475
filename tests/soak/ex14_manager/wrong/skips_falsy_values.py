# verdict: wrong @ any_value
# A guard against "empty" events throws away None, 0 and [].
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        if not value:
            continue
        with lock:
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
