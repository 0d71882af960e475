# verdict: wrong @ together
import multiprocessing as mp


def record(board, lock, events: list) -> None:
    with lock:
        for key, value in events:
            board[key] = board.get(key, []) + [value]


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
