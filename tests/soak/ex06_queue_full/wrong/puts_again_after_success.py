# verdict: wrong | crashed @ consumer_keeps_up
# The loop over the tries goes on after a put that worked: items arrive twice.
import multiprocessing as mp  # noqa: F401
from queue import Full

TRIES = 5


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for position, item in enumerate(items):
        for attempt in range(TRIES):
            if gone.is_set():
                queue.cancel_join_thread()
                return sent, rejected + items[position:]
            try:
                queue.put(item, timeout=patience / TRIES)
                sent += 1
            except Full:
                if attempt == TRIES - 1:
                    rejected.append(item)
    return sent, rejected
