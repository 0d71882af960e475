# right: an iterator class counts what it has given out
import multiprocessing as mp


class Take:
    """The first `count` items of a queue, as an iterator."""

    def __init__(self, queue, count):
        self._queue = queue
        self._left = count

    def __iter__(self):
        return self

    def __next__(self):
        if self._left <= 0:
            raise StopIteration
        self._left -= 1
        return self._queue.get()


def consume(queue: mp.Queue, count: int, handle) -> None:
    for item in Take(queue, count):
        handle(item)
