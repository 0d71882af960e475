# right: read, change and assign under a lock that every worker gets
import multiprocessing as mp


def work(board, lock, events):
    for key, value in events:
        with lock:
            values = board.get(key, [])
            values.append(value)
            board[key] = values


def run(events, workers):
    lock = mp.Lock()
    with mp.Manager() as manager:
        board = manager.dict()
        ps = [
            mp.Process(target=work, args=(board, lock, events[i::workers])) for i in range(workers)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return dict(board)
