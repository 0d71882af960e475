"""Each key has a list of the manager's; to append to it is one call."""

import multiprocessing as mp


def record(board, events):
    for key, value in events:
        board[key].append(value)


def run(events, workers):
    with mp.Manager() as manager:
        board = manager.dict({key: manager.list() for key, _ in events})
        recorders = [
            mp.Process(target=record, args=(board, events[n::workers])) for n in range(workers)
        ]
        for recorder in recorders:
            recorder.start()
        for recorder in recorders:
            recorder.join()
        return {key: list(values) for key, values in board.items()}
