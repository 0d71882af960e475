# verdict: timeout @ consumer_keeps_up
# It waits by sleeping, and does not notice room that comes up meanwhile.
import multiprocessing as mp  # noqa: F401
from queue import Full


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for number, item in enumerate(items):
        if gone.is_set():
            queue.cancel_join_thread()
            return sent, rejected + items[number:]
        try:
            queue.put_nowait(item)
            sent += 1
        except Full:
            gone.wait(patience)
            try:
                if gone.is_set():
                    raise Full
                queue.put_nowait(item)
                sent += 1
            except Full:
                rejected.append(item)
    return sent, rejected
