# verdict: leaked @ alone
# Nobody shuts the manager down, and the module keeps it: its server runs on.
import multiprocessing as mp

_managers = []


def record(board, lock, events):
    for key, value in events:
        with lock:
            board[key] = board.get(key, []) + [value]


def run(events, workers):
    manager = mp.Manager()
    _managers.append(manager)
    board, lock = manager.dict(), mp.Lock()
    ps = [
        mp.Process(target=record, args=(board, lock, events[i::workers])) for i in range(workers)
    ]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return board.copy()
