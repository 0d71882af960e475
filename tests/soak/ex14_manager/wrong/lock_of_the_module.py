# verdict: wrong | leaked @ together
# A forked child inherits the module's lock; under spawn and forkserver each child makes another.
import multiprocessing as mp

LOCK = mp.Lock()


def record(board, lock, events):
    for key, value in events:
        with LOCK:
            board[key] = board.get(key, []) + [value]


def run(events, workers):
    with mp.Manager() as manager:
        board, lock = manager.dict(), mp.Lock()
        ps = [
            mp.Process(target=record, args=(board, lock, events[i::workers]))
            for i in range(workers)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return board.copy()
