# verdict: wrong @ together
# Appending to a manager's list is safe; looking whether there is one yet, and then making it, is not.
import multiprocessing as mp


def record(board, spare, events):
    for key, value in events:
        if key not in board:
            board[key] = spare.pop()
        board[key].append(value)


def run(events, workers):
    with mp.Manager() as manager:
        board = manager.dict()
        spare = manager.list([manager.list() for _ in events])
        ps = [
            mp.Process(target=record, args=(board, spare, events[i::workers]))
            for i in range(workers)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return {key: list(values) for key, values in board.items()}
