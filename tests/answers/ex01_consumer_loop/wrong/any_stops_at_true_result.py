# verdict: early @ every_item_in_order
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    any(handle(queue.get()) for _ in range(count))
