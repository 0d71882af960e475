# verdict: wrong | forbidden @ every_item_in_order
# a child process runs the loop, so handle is called there and not in the calling process
import multiprocessing as mp


def _loop(queue, count, handle):
    for _ in range(count):
        handle(queue.get())


def consume(queue: mp.Queue, count: int, handle) -> None:
    worker = mp.Process(target=_loop, args=(queue, count, handle))
    worker.start()
    worker.join()
