# verdict: deadlock @ consumer_gone_afterwards
# lets the feeder off only where an item is left over
import multiprocessing as mp
from multiprocessing.synchronize import Event
from queue import Full
from time import monotonic


def _put(queue: mp.Queue, item, patience: float, gone: Event) -> bool:
    deadline = monotonic() + patience
    while not gone.is_set():
        left = deadline - monotonic()
        try:
            queue.put(item, timeout=min(max(left, 0.0), 0.25))
            return True
        except Full:
            if monotonic() >= deadline:
                return False
    return False


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    sent, rejected = 0, []
    for n, item in enumerate(items):
        if _put(queue, item, patience, gone):
            sent += 1
        elif gone.is_set():
            queue.cancel_join_thread()  # nobody will read what is in the buffer
            return sent, rejected + items[n:]
        else:
            rejected.append(item)
    return sent, rejected
