# verdict: wrong @ split (spawn)
# Each process keeps to its own keys, by hash(): spawned ones disagree on that.
import multiprocessing as mp


def record(board, me, workers, events: list) -> None:
    for key, value in events:
        if hash(key) % workers == me:  # nobody else touches this key: no lock
            board[key] = board.get(key, []) + [value]


def run(events: list, workers: int) -> dict[str, list]:
    with mp.Manager() as manager:
        board = manager.dict()
        processes = [mp.Process(target=record, args=(board, k, workers, events)) for k in range(workers)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return board.copy()
