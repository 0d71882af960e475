# verdict: wrong @ items_that_look_alike
# treats items that are equal to an earlier one as repeats, and False == 0
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    seen = []
    for _ in range(count):
        item = queue.get()
        if item in seen:
            continue
        seen.append(item)
        handle(item)
