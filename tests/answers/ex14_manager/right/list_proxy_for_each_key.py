"""The caller makes a manager's list for each key, and the workers append to it."""

import multiprocessing as mp


def record(board, events: list) -> None:
    lists = {}
    for key, value in events:
        if key not in lists:
            lists[key] = board[key]
        lists[key].append(value)


def collect(manager, events: list, workers: int) -> dict[str, list]:
    keys = list(dict.fromkeys(key for key, _ in events))
    board = manager.dict()
    for key in keys:
        board[key] = manager.list()
    crew = min(workers, len(events))
    processes = []
    for number in range(crew):
        share = events[len(events) * number // crew:len(events) * (number + 1) // crew]
        processes.append(mp.Process(target=record, args=(board, share)))
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    for process in processes:
        if process.exitcode != 0:
            raise RuntimeError(f"{process.name} ended with {process.exitcode}")
    return {key: board[key][:] for key in keys}


def run(events: list, workers: int) -> dict[str, list]:
    with mp.Manager() as manager:
        return collect(manager, events, workers)
