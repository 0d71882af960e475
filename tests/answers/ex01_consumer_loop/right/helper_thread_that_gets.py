# right: a thread gets exactly count items, the caller handles them as they come, then joins it
import multiprocessing as mp
import queue as local_queue
import threading


def _fetch(source, count, inbox):
    for _ in range(count):
        inbox.put(source.get())


def consume(queue: mp.Queue, count: int, handle) -> None:
    inbox = local_queue.SimpleQueue()
    fetcher = threading.Thread(target=_fetch, args=(queue, count, inbox), daemon=True)
    fetcher.start()
    for _ in range(count):
        handle(inbox.get())
    fetcher.join()
