# verdict: wrong @ split
# Shares are rounded up, so that the last worker gets none.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        with lock:
            board[key] = [*board.get(key, ()), value]


def run(events, workers):
    if not events:
        return {}
    size = -(-len(events) // workers)
    lock = mp.Lock()
    with mp.Manager() as manager:
        board = manager.dict()
        processes = []
        for first in range(0, len(events), size):
            share = events[first : first + size]
            processes.append(mp.Process(target=record, args=(board, lock, share)))
            processes[-1].start()
        for process in processes:
            process.join()
        return dict(board)
