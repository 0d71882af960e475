# verdict: crashed @ every_item_in_order
# only a JoinableQueue has task_done; on the plain Queue it is an AttributeError
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        item = queue.get()
        try:
            handle(item)
        finally:
            queue.task_done()
