# verdict: timeout @ consumer_gone
# It knows patience, but nothing of `gone`.
import multiprocessing as mp  # noqa: F401
from queue import Full


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for item in items:
        try:
            queue.put(item, timeout=patience)
        except Full:
            rejected.append(item)
        else:
            sent += 1
    return sent, rejected
