# verdict: early | leaked @ late_items
# join(timeout) returns although the thread still waits for a late producer, and so does consume
import multiprocessing as mp
import threading


def _loop(queue, count, handle):
    for _ in range(count):
        handle(queue.get())


def consume(queue: mp.Queue, count: int, handle) -> None:
    worker = threading.Thread(target=_loop, args=(queue, count, handle))
    worker.start()
    worker.join(timeout=0.3)
