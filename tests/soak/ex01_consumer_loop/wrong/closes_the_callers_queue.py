# verdict: crashed | wrong @ again
# closes a queue that belongs to the caller, who can't read the next item from it any more
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    try:
        for _ in range(count):
            handle(queue.get())
    finally:
        queue.close()
        queue.join_thread()
