# verdict: early @ every_item_in_order
# range(1, count) has count - 1 numbers, so the last item stays in the queue
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(1, count):
        handle(queue.get())
