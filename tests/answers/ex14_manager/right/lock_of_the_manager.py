# right: the lock lives in the manager as well; the board is filled with empty lists beforehand
import multiprocessing as mp


class Recorder(mp.Process):
    def __init__(self, board, lock, events):
        super().__init__()
        self.board, self.lock, self.events = board, lock, events

    def run(self):
        for key, value in self.events:
            with self.lock:
                self.board[key] += [value]


def run(events, workers):
    manager = mp.Manager()
    try:
        board = manager.dict({key: [] for key, _ in events})
        lock = manager.Lock()
        children = [Recorder(board, lock, events[i::workers]) for i in range(workers)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return board.copy()
    finally:
        manager.shutdown()
