# verdict: crashed @ few_events
# With more workers than events a share has size 0, which range() does not take as a step.
import multiprocessing as mp


def record(board, lock, events):
    for key, value in events:
        with lock:
            board[key] = board.get(key, []) + [value]


def run(events, workers):
    if not events:
        return {}
    size = len(events) // workers + (len(events) % workers > 0 and len(events) > workers)
    with mp.Manager() as manager:
        board, lock = manager.dict(), mp.Lock()
        ps = [
            mp.Process(target=record, args=(board, lock, events[k : k + size]))
            for k in range(0, len(events), size)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return board.copy()
