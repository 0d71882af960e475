import multiprocessing as mp
import time
from queue import Full


def offer(queue, item, deadline, gone):
    match gone.is_set(), deadline - time.monotonic():
        case True, _:
            return False
        case False, left:
            try:
                queue.put(item, True, max(0.0, min(left, 0.5)))
            except Full:
                return left > 0.5 and offer(queue, item, deadline, gone)
            return True


def produce(queue: mp.Queue, items: list, patience: float, gone) -> tuple[int, list]:
    sent, rejected = 0, []
    for item in items:
        if offer(queue, item, time.monotonic() + patience, gone):
            sent += 1
        else:
            rejected += [item]
    if gone.is_set():
        queue.cancel_join_thread()
    return (sent, rejected)
