# verdict: wrong @ every_item_in_order
# four threads handle at the same time, so a slow item is overtaken by later ones
import multiprocessing as mp
from concurrent.futures import ThreadPoolExecutor


def consume(queue: mp.Queue, count: int, handle) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        for _ in range(count):
            pool.submit(handle, queue.get())
