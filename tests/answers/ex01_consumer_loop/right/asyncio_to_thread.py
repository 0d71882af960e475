# right: an event loop awaits each blocking get in a thread and handles it before the next
import asyncio
import multiprocessing as mp


async def _consume(queue, count, handle):
    for _ in range(count):
        item = await asyncio.to_thread(queue.get)
        handle(item)


def consume(queue: mp.Queue, count: int, handle) -> None:
    asyncio.run(_consume(queue, count, handle))
