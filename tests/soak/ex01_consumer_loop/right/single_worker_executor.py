# right: one worker thread handles in order while the caller gets; failures are raised again
import multiprocessing as mp
from concurrent.futures import ThreadPoolExecutor


def consume(queue: mp.Queue, count: int, handle) -> None:
    with ThreadPoolExecutor(max_workers=1) as pool:
        futures = [pool.submit(handle, queue.get()) for _ in range(count)]
    for future in futures:
        future.result()
