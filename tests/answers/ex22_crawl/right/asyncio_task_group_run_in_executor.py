"""An asyncio task for each page awaits run_in_executor and adds tasks to the same TaskGroup."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

_fetch: Callable[[str], list[str]]  # set in the workers only


def _init(fetch: Callable[[str], list[str]]) -> None:
    global _fetch
    _fetch = fetch


def _links(page: str) -> set[str]:
    try:
        return set(_fetch(page))
    except Exception:  # the page counts all the same
        return set()


async def _crawl(start: str, pool: ProcessPoolExecutor) -> set[str]:
    loop = asyncio.get_running_loop()
    seen = {start}

    async def visit(page: str) -> None:
        links = await loop.run_in_executor(pool, _links, page)
        new = links - seen
        seen.update(new)
        for link in new:
            group.create_task(visit(link))

    async with asyncio.TaskGroup() as group:  # ends when no task is left, old or new
        group.create_task(visit(start))
    return seen


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    with ProcessPoolExecutor(workers, initializer=_init, initargs=(fetch,)) as pool:
        return asyncio.run(_crawl(start, pool))
