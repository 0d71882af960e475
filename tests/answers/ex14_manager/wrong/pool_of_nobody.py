# verdict: crashed @ no_events
# Without events there are no shares, and a pool of 0 processes cannot be made.
import multiprocessing as mp


def record(job):
    board, lock, events = job
    for key, value in events:
        with lock:
            board[key] = board.get(key, []) + [value]


def run(events, workers):
    with mp.Manager() as manager:
        board, lock = manager.dict(), manager.Lock()
        shares = [events[i::workers] for i in range(workers) if events[i::workers]]
        with mp.Pool(len(shares)) as pool:
            pool.map(record, [(board, lock, share) for share in shares])
            pool.close()
            pool.join()
        return board.copy()
