"""A subclass of Process groups its share by key and extends each list once, under a lock."""

import multiprocessing as mp
from collections import defaultdict


class Recorder(mp.Process):
    def __init__(self, board, lock, share):
        super().__init__()
        self.board = board
        self.lock = lock
        self.share = share

    def run(self):
        mine = defaultdict(list)
        for key, value in self.share:
            mine[key].append(value)
        for key, values in mine.items():
            with self.lock:
                self.board[key] = self.board.get(key, []) + values


def run(events: list, workers: int) -> dict[str, list]:
    lock = mp.Lock()
    manager = mp.Manager()
    try:
        board = manager.dict()
        recorders = [Recorder(board, lock, events[k::workers])
                     for k in range(min(workers, len(events)))]
        for recorder in recorders:
            recorder.start()
        for recorder in recorders:
            recorder.join()
        failed = [recorder.name for recorder in recorders if recorder.exitcode]
        if failed:
            raise RuntimeError(", ".join(failed))
        return dict(board.items())
    finally:
        manager.shutdown()
