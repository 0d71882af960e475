# verdict: wrong | crashed @ any_value
# Sets are no lists: equal values melt into one, and a list cannot be in a set.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        with lock:
            board[key] = board.get(key, frozenset()) | {value}


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
        return {key: list(values) for key, values in board.items()}
