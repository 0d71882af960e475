# verdict: wrong @ alone
# An ordinary dict is copied into each child; the caller's own stays empty.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        with lock:
            board[key] = board.get(key, []) + [value]


def run(events, workers):
    board, lock = {}, mp.Lock()
    ps = [mp.Process(target=record, args=(board, lock, events[i::workers])) for i in range(workers)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return board
