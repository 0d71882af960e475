# verdict: deadlock | wrong @ patience_ends
# It compares qsize() with a bound that it guesses.
import multiprocessing as mp  # noqa: F401
import time


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for number, item in enumerate(items):
        deadline = time.monotonic() + patience
        while queue.qsize() >= 10 and time.monotonic() < deadline and not gone.is_set():
            time.sleep(0.01)
        if gone.is_set():
            queue.cancel_join_thread()
            return sent, rejected + items[number:]
        if queue.qsize() >= 10:
            rejected.append(item)
        else:
            queue.put(item)
            sent += 1
    return sent, rejected
