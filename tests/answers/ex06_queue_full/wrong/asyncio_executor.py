# verdict: wrong @ stop_and_go
# a rejected item may still be put, for the rest of a slice
import asyncio
import multiprocessing as mp
from functools import partial
from multiprocessing.synchronize import Event
from queue import Full

SLICE = 0.2


async def offer(queue: mp.Queue, item: object, patience: float, gone: Event) -> bool:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + patience
    while not gone.is_set():
        attempt = loop.run_in_executor(None, partial(queue.put, item, timeout=SLICE))
        done, _ = await asyncio.wait({attempt}, timeout=max(0.001, deadline - loop.time()))
        if not done:
            attempt.cancel()
            return False
        try:
            attempt.result()
        except Full:
            if loop.time() >= deadline:
                return False
        else:
            return True
    return False


async def offer_all(queue: mp.Queue, items: list, patience: float, gone: Event) -> list:
    return [item for item in items if not await offer(queue, item, patience, gone)]


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    rejected = asyncio.run(offer_all(queue, items, patience, gone))
    if gone.is_set():
        queue.cancel_join_thread()  # nobody reads any more: do not wait for that at exit
    return len(items) - len(rejected), rejected
