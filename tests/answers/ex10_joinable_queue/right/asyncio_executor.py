"""One gather over an executor for each batch."""

import asyncio
from concurrent.futures import ProcessPoolExecutor


def safely(handle, item):
    try:
        handle(item)
    except Exception:
        pass


async def main(batches, handle, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(workers) as pool:
        for batch in batches:
            jobs = [loop.run_in_executor(pool, safely, handle, item) for item in batch]
            await asyncio.gather(*jobs)


def run(batches, handle, workers):
    asyncio.run(main(batches, handle, workers))
