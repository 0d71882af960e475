"""Write the grown list back, and hold a lock from the read to the write."""

import multiprocessing as mp


def record(board, lock, events: list) -> None:
    """Append each value to its key's list on the shared board."""
    for key, value in events:
        with lock:  # From the read to the write, or another process overwrites this value.
            board[key] = [*board.get(key, []), value]  # Assigning is what tells the manager.


def run(events: list, workers: int) -> dict[str, list]:
    """Return all values of each key, recorded by several processes."""
    with mp.Manager() as manager:
        board, lock = manager.dict(), mp.Lock()
        shares = [events[first::workers] for first in range(workers)]
        processes = [mp.Process(target=record, args=(board, lock, share)) for share in shares]
        for process in processes:
            process.start()
        for process in processes:
            process.join()  # Before the with block ends, and the manager with it.
        return board.copy()  # A plain dict: the proxy is of no use once its manager is gone.
