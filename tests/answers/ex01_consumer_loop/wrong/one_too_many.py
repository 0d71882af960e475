# verdict: deadlock | wrong @ every_item_in_order
# `<=` with a counter from 0 runs count + 1 times: it waits for, or takes, an item that is not its
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    n = 0
    while n <= count:
        handle(queue.get())
        n += 1
