"""Two SimpleQueues, no thread: the caller keeps the backlog and puts pages for the idle only."""

from __future__ import annotations

import multiprocessing as mp
from collections import deque
from collections.abc import Callable
from multiprocessing.queues import SimpleQueue


def _work(
    fetch: Callable[[str], list[str]],
    todo: SimpleQueue[str | None],
    found: SimpleQueue[list[str]],
) -> None:
    while (page := todo.get()) is not None:
        try:
            links = list(dict.fromkeys(fetch(page)))
        except Exception:  # the page counts all the same
            links = []
        found.put(links)


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    todo: SimpleQueue[str | None] = mp.SimpleQueue()
    found: SimpleQueue[list[str]] = mp.SimpleQueue()
    processes = [mp.Process(target=_work, args=(fetch, todo, found)) for _ in range(workers)]
    for process in processes:
        process.start()

    seen = {start}
    backlog = deque([start])
    idle = workers
    while backlog or idle < workers:
        # For each page put there is a worker about to read it, so a full pipe cannot block for good
        # (all pages at once could: caller and workers would all be stuck in put).
        while backlog and idle:
            todo.put(backlog.popleft())
            idle -= 1
        for page in found.get():
            if page not in seen:
                seen.add(page)
                backlog.append(page)
        idle += 1

    for _ in processes:
        todo.put(None)  # no page is None
    for process in processes:
        process.join()
        process.close()
    todo.close()
    found.close()
    return seen
