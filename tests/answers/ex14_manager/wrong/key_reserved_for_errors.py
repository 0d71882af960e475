# verdict: crashed @ any_value
import multiprocessing as mp


def record(board, lock, events: list) -> None:
    try:
        for key, value in events:
            with lock:
                board[key] = board.get(key, []) + [value]
    except Exception as error:
        board["errors"] = [repr(error)]


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
        errors = board.pop("errors", None)
        if errors:
            raise RuntimeError(errors)
        return board.copy()
