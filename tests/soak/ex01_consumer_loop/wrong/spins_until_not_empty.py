# verdict: busy-wait @ late_items
# the inner loop calls empty() as fast as it can until the producer has put something
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        while queue.empty():
            pass
        handle(queue.get())
