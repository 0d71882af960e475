# verdict: early | deadlock | wrong @ items_that_look_alike | again | leaves_the_rest
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    any(handle(queue.get()) for _ in range(count))
