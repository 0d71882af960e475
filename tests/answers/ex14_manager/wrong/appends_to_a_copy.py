# verdict: wrong @ alone
# board[key] is a copy of the list; what is appended to it stays in this process.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        with lock:
            if key not in board:
                board[key] = []
            board[key].append(value)


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
