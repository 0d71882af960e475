# verdict: crashed @ many_items
import multiprocessing as mp
import time
from multiprocessing.synchronize import Event
from queue import Full


def offer(queue, item, deadline, gone):
    while not gone.is_set():
        left = deadline - time.monotonic()
        try:
            queue.put(item, timeout=max(0.0, min(left, 0.2)))
            return True
        except Full:
            if left <= 0.2:
                return False
    return False


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    if not items:
        if gone.is_set():
            queue.cancel_join_thread()
        return 0, []
    first, rest = items[0], items[1:]
    ok = offer(queue, first, time.monotonic() + patience, gone)
    sent, rejected = produce(queue, rest, patience, gone)
    return (sent + 1, rejected) if ok else (sent, [first] + rejected)
