"""Lets asyncio gather what an executor does."""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def main(tasks, fn, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=min(workers, len(tasks))) as pool:
        return await asyncio.gather(*(loop.run_in_executor(pool, fn, task) for task in tasks))


def run(tasks, fn, workers):
    return list(asyncio.run(main(tasks, fn, workers))) if tasks else []
