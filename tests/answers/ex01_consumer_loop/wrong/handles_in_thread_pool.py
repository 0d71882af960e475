# verdict: wrong @ every_item_in_order
import multiprocessing as mp
from concurrent.futures import ThreadPoolExecutor


def consume(queue: mp.Queue, count: int, handle) -> None:
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(handle, queue.get()) for _ in range(count)]
    for future in futures:
        future.result()
