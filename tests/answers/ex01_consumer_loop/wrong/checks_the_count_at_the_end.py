# verdict: deadlock @ count_of_zero
# takes the first item before it looks at count, so count=0 waits for an item and then never stops
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    handled = 0
    while True:
        handle(queue.get())
        handled += 1
        if handled == count:
            return
