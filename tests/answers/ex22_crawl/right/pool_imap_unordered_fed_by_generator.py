"""One imap_unordered for all: its results go, by a queue, into the generator that it reads from."""

import multiprocessing as mp
import queue
from collections.abc import Callable, Iterator

_fetch: Callable[[str], list[str]]  # set in the workers only


def _init(fetch: Callable[[str], list[str]]) -> None:
    global _fetch
    _fetch = fetch


def _links(page: str) -> set[str]:
    try:
        return set(_fetch(page))
    except Exception:  # the page counts all the same
        return set()


def _pages(todo: "queue.SimpleQueue[str | None]") -> Iterator[str]:
    """Runs in the pool's task thread, which may well block here: results have their own thread."""
    while (page := todo.get()) is not None:
        yield page


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    seen = {start}
    todo: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    todo.put(start)
    under_way = 1
    with mp.Pool(workers, _init, (fetch,)) as pool:
        try:
            for links in pool.imap_unordered(_links, _pages(todo)):
                new = links - seen
                seen |= new
                under_way += len(new) - 1
                for page in new:
                    todo.put(page)
                if not under_way:
                    todo.put(None)  # ends the generator, and so this loop
        finally:
            todo.put(None)  # the task thread must not stay in the generator, whatever happens
        pool.close()
        pool.join()
    return seen
