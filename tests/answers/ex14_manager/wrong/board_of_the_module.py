# verdict: wrong @ again
# What has been merged is kept in the module, so the next call starts with the old values.
import multiprocessing as mp

_merged = {}


def record(board, lock, events):
    for key, value in events:
        with lock:
            board[key] = board.get(key, []) + [value]


def run(events, workers):
    with mp.Manager() as manager:
        board, lock = manager.dict(_merged), mp.Lock()
        ps = [
            mp.Process(target=record, args=(board, lock, events[i::workers]))
            for i in range(workers)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        _merged.update(board.copy())
        return dict(_merged)
