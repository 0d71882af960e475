# verdict: wrong @ split
import multiprocessing as mp


def record(board, events: list) -> None:
    for key, value in events:
        board[key] = board.get(key, []) + [value]


def run(events: list, workers: int) -> dict[str, list]:
    with mp.Manager() as manager:
        board = manager.dict()
        shares = [events[first::workers] for first in range(workers)]
        processes = [mp.Process(target=record, args=(board, share)) for share in shares]
        for process in processes:
            process.start()
            process.join()
        return board.copy()
