# verdict: timeout @ consumer_gone
# `gone` is only looked at between two items: a long wait goes on after the consumer's death.
import multiprocessing as mp  # noqa: F401
from queue import Full


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for number, item in enumerate(items):
        if gone.is_set():
            queue.cancel_join_thread()
            return sent, rejected + items[number:]
        try:
            queue.put(item, timeout=patience)
            sent += 1
        except Full:
            rejected.append(item)
    return sent, rejected
