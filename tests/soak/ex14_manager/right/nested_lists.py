# right: a manager.list for every key, made beforehand; append is one step of the server's
import multiprocessing as mp


def record(board, events):
    for key, value in events:
        board[key].append(value)


def run(events, workers):
    with mp.Manager() as manager:
        board = manager.dict()
        for key, _ in events:
            if key not in board:
                board[key] = manager.list()
        procs = []
        for i in range(workers):
            part = events[i::workers]
            if part:
                procs.append(mp.Process(target=record, args=(board, part)))
        for p in procs:
            p.start()
        for p in procs:
            p.join()
        return {key: list(values) for key, values in board.items()}
