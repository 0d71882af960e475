# verdict: wrong @ together
# Who does not get the lock within two seconds leaves its value out.
import multiprocessing as mp


def record(board, lock, events: list) -> None:
    for key, value in events:
        if not lock.acquire(True, 2):
            continue
        try:
            board[key] = board.get(key, []) + [value]
        finally:
            lock.release()


def run(events: list, workers: int) -> dict[str, list]:
    with mp.Manager() as manager:
        board = manager.dict()
        lock = manager.Lock()
        shares = [events[first::workers] for first in range(workers)]
        processes = [mp.Process(target=record, args=(board, lock, share)) for share in shares]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return board.copy()
