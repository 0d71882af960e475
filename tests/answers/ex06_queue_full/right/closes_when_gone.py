# Once the consumer is gone the queue is of no use any more: it is closed and abandoned.
import multiprocessing as mp  # noqa: F401
import queue as q
import time
from contextlib import suppress


def offer(queue, item, patience, gone):
    end = time.monotonic() + patience
    first = True
    while (first or time.monotonic() < end) and not gone.is_set():
        first = False
        with suppress(q.Full):
            queue.put(item, timeout=max(0, min(end - time.monotonic(), 0.05)))
            return True
    return False


def produce(queue, items, patience, gone):
    accepted = [offer(queue, item, patience, gone) for item in items]
    if gone.is_set():
        queue.close()
        queue.cancel_join_thread()
    return sum(accepted), [item for item, ok in zip(items, accepted) if not ok]
