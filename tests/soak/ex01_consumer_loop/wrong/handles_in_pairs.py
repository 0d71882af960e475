# verdict: deadlock @ one_at_a_time
# waits until a batch of two is complete before it handles the first of them
import multiprocessing as mp

BATCH = 2


def consume(queue: mp.Queue, count: int, handle) -> None:
    left = count
    while left:
        size = min(BATCH, left)
        batch = [queue.get() for _ in range(size)]
        for item in batch:
            handle(item)
        left -= size
