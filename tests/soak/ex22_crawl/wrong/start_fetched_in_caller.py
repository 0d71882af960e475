# verdict: wrong @ pages
# The first page is fetched by the caller, to have something to hand out.
# Breaks "in workers (>= 1) child processes": fetch(start) runs in the parent's process.
import queue
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

_fetch = None


def _set_fetch(fetch):
    global _fetch
    _fetch = fetch


def _visit(page):
    try:
        return _fetch(page)
    except Exception:
        return []


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    try:
        new = set(fetch(start)) - {start}
    except Exception:
        new = set()
    seen = {start} | new
    running = len(new)
    done = queue.SimpleQueue()
    with ProcessPoolExecutor(workers, initializer=_set_fetch, initargs=(fetch,)) as executor:
        for page in new:
            executor.submit(_visit, page).add_done_callback(done.put)
        while running:
            new = set(done.get().result()) - seen
            seen |= new
            running += len(new) - 1
            for page in new:
                executor.submit(_visit, page).add_done_callback(done.put)
    return seen
