# right: a class of its own in the server, whose method appends under the server's lock
import multiprocessing as mp
import threading
from multiprocessing.managers import BaseManager


class Board:
    def __init__(self):
        self._lists = {}
        self._lock = threading.Lock()

    def add(self, key, value):
        with self._lock:
            self._lists.setdefault(key, []).append(value)

    def lists(self):
        return self._lists


class BoardManager(BaseManager):
    pass


BoardManager.register("Board", Board)


def record(board, events):
    for key, value in events:
        board.add(key, value)


def run(events, workers):
    with BoardManager() as manager:
        board = manager.Board()
        ps = [mp.Process(target=record, args=(board, events[i::workers])) for i in range(workers)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return board.lists()
