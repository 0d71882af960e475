# verdict: wrong @ alone
# The dict is plain, but the lists in it are still proxies of the manager's.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        board[key].append(value)


def run(events, workers):
    with mp.Manager() as manager:
        board = manager.dict()
        for key, _ in events:
            board[key] = manager.list()
        ps = [
            mp.Process(target=record, args=(board, None, events[i::workers]))
            for i in range(workers)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return dict(board)
