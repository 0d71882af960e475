# verdict: wrong @ add_is_done
# while the lock is busy, what there is to add is kept for the next call
import collections
import multiprocessing as mp
from multiprocessing import util


class Pending:
    """What this process has yet to add to a counter."""

    def __init__(self, counter) -> None:
        self.counter = counter
        self.amount = 0
        util.Finalize(self, self.flush, exitpriority=10)

    def flush(self, block: bool = True) -> None:
        lock = self.counter.get_lock()
        if self.amount and lock.acquire(block):
            try:
                self.counter.get_obj().value += self.amount
                self.amount = 0
            finally:
                lock.release()


pending: dict[int, Pending] = {}


def add(counter, n: int) -> None:
    mine = pending.get(id(counter))
    if mine is None or mine.counter is not counter:
        mine = pending[id(counter)] = Pending(counter)
    mine.amount += n
    mine.flush(block=False)  # never wait for the others: the rest goes with the next one


def count(counts, values: list[int]) -> None:
    tally = collections.Counter(values)
    with counts.get_lock():
        for value, times in tally.items():
            counts[value] += times


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    counts = mp.Array("q", bins)
    shares = [values[first::workers] for first in range(workers)]
    processes = [mp.Process(target=count, args=(counts, share)) for share in shares]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counts[:]
