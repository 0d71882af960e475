# verdict: early | leaked @ every_item_in_order
# starts a process that does the work and returns without waiting for it
import multiprocessing as mp


def _loop(queue, count, handle):
    for _ in range(count):
        handle(queue.get())


def consume(queue: mp.Queue, count: int, handle) -> None:
    mp.Process(target=_loop, args=(queue, count, handle)).start()
