# verdict: wrong | early @ any_value
# Workers take from a queue until None, and a None among the values ends them.
import multiprocessing as mp


def record(board, lock, queue):
    while True:
        key, value = queue.get()
        if value is None:
            break
        with lock:
            board[key] = board.get(key, []) + [value]


def run(events, workers):
    with mp.Manager() as manager:
        board, lock, queue = manager.dict(), manager.Lock(), manager.Queue()
        for event in events:
            queue.put(event)
        for _ in range(workers):
            queue.put(("", None))
        ps = [mp.Process(target=record, args=(board, lock, queue)) for _ in range(workers)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return board.copy()
