# verdict: crashed @ late_items
import multiprocessing as mp
from queue import Empty

RETRIES = 10


def get_with_retry(queue: mp.Queue):
    for attempt in range(RETRIES):
        try:
            return queue.get(timeout=0.02 * 2**attempt / 2)
        except Empty:
            continue
    raise TimeoutError(f"no item after {RETRIES} attempts")


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        handle(get_with_retry(queue))
