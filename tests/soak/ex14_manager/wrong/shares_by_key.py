# verdict: wrong @ together
import multiprocessing as mp


def record(board, events: list) -> None:
    for key, value in events:
        board[key] = board.get(key, []) + [value]


def run(events: list, workers: int) -> dict[str, list]:
    with mp.Manager() as manager:
        board = manager.dict()
        shares = [[] for _ in range(workers)]
        for event in events:
            shares[hash(event[0]) % workers].append(event)
        processes = [mp.Process(target=record, args=(board, share)) for share in shares]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return board.copy()
