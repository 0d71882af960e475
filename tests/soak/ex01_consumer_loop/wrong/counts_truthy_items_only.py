# verdict: deadlock @ falsy_items
# None is neither handled nor counted, so the loop waits for items that nobody will put
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    handled = 0
    while handled < count:
        item = queue.get()
        if item is None:
            continue
        handle(item)
        handled += 1
