# verdict: wrong | crashed | early @ alone
# The board is read at once, before the workers have recorded anything.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
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
        result = board.copy()
        for p in ps:
            p.join()
        return result
