# verdict: wrong @ together
# Read, change and assign, and nobody holds a lock meanwhile.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        values = board.get(key, [])
        values.append(value)
        board[key] = values


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
