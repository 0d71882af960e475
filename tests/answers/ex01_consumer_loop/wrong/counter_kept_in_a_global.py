# verdict: early @ again
# the counter is never set back, so a second call in the same process stops before its count
import multiprocessing as mp

_handled = 0


def consume(queue: mp.Queue, count: int, handle) -> None:
    global _handled
    while _handled < count:
        handle(queue.get())
        _handled += 1
