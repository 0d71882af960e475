# verdict: deadlock @ one_at_a_time
# collects all items first, so a producer that waits until its item is handled never goes on
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    items = [queue.get() for _ in range(count)]
    for item in items:
        handle(item)
