# verdict: wrong @ any_value
# keys with a # in them are taken apart
import multiprocessing as mp


def record(board, me: int, events: list) -> None:
    for key, value in events:
        name = f"{key}#{me}"  # nobody else writes this entry, so there is nothing to lock
        board[name] = [*board.get(name, ()), value]


def run(events: list, workers: int) -> dict[str, list]:
    with mp.Manager() as manager:
        board = manager.dict()
        processes = [
            mp.Process(target=record, args=(board, first, events[first::workers]))
            for first in range(min(workers, len(events)))
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        result: dict[str, list] = {}
        for name, values in board.items():
            key, _, _ = name.partition("#")
            result.setdefault(key, []).extend(values)
        return result
