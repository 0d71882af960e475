# verdict: wrong @ split
# The caller records the last share itself.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        with lock:
            board[key] = board.get(key, []) + [value]


def run(events, workers):
    lock = mp.Lock()
    with mp.Manager() as manager:
        board = manager.dict()
        *others, mine = [events[first::workers] for first in range(workers)]
        processes = [mp.Process(target=record, args=(board, lock, share)) for share in others]
        for process in processes:
            process.start()
        record(board, lock, mine)  # Rather than only wait.
        for process in processes:
            process.join()
        return board.copy()
