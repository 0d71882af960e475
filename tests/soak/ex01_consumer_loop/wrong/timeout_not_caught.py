# verdict: crashed @ late_items
# a producer that needs longer than the timeout makes get raise queue.Empty out of consume
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        item = queue.get(timeout=0.5)
        handle(item)
