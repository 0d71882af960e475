# verdict: wrong @ count_of_zero
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    done = 0
    while True:
        item = queue.get()
        handle(item)
        done += 1
        if done >= count:
            return
