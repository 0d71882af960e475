"""Two queues link caller and workers; the caller alone keeps `seen` and a count under way."""

from __future__ import annotations

import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.queues import Queue, SimpleQueue


def _work(
    fetch: Callable[[str], list[str]], todo: Queue[str | None], found: SimpleQueue[set[str]]
) -> None:
    while (page := todo.get()) is not None:
        try:
            links = set(fetch(page))
        except Exception:  # the page counts all the same
            links = set()
        # Sent by this very thread: a feeder thread could starve while the next fetch holds the GIL.
        found.put(links)


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    todo: Queue[str | None] = mp.Queue()  # has a feeder thread, so the caller never blocks in put
    found: SimpleQueue[set[str]] = mp.SimpleQueue()
    processes = [mp.Process(target=_work, args=(fetch, todo, found)) for _ in range(workers)]
    for process in processes:
        process.start()

    seen = {start}
    todo.put(start)  # only now: the feeder thread must not be there when the workers are forked
    under_way = 1
    while under_way:
        new = found.get() - seen
        seen |= new
        for page in new:
            todo.put(page)
        under_way += len(new) - 1

    for _ in processes:
        todo.put(None)  # no page is None
    for process in processes:
        process.join()
        process.close()
    todo.close()
    todo.join_thread()
    found.close()
    return seen
