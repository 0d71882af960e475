"""The workers feed a manager's JoinableQueue themselves and claim pages in a manager's dict."""

from __future__ import annotations

import multiprocessing as mp
import queue
from collections.abc import Callable
from multiprocessing.managers import DictProxy


def _work(
    fetch: Callable[[str], list[str]],
    todo: queue.Queue[str | None],
    finder: DictProxy[str, str | None],
) -> None:
    asked: set[str] = set()  # claimed by somebody for sure: saves most calls to the manager
    while (page := todo.get()) is not None:
        try:
            links = set(fetch(page))
        except Exception:  # the page counts all the same
            links = set()
        for link in links - asked:
            # Atomic in the manager. The first page to name the link wins, and only the worker
            # that has fetched that page can read its name back.
            if finder.setdefault(link, page) == page:
                todo.put(link)
        asked |= links
        todo.task_done()  # after the puts, so that the queue never looks finished too early


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    with mp.Manager() as manager:
        todo = manager.JoinableQueue()  # a put through the proxy is over when it returns
        finder: DictProxy[str, str | None] = manager.dict({start: None})
        processes = [mp.Process(target=_work, args=(fetch, todo, finder)) for _ in range(workers)]
        for process in processes:
            process.start()
        todo.put(start)
        todo.join()
        for _ in processes:
            todo.put(None)  # no page is None
        for process in processes:
            process.join()
            process.close()
        seen = set(finder.keys())
    manager.join()  # shutdown waits for a limited time only
    return seen
