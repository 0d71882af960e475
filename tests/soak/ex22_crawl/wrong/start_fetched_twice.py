# verdict: wrong @ pages
# The start is handed in without being entered among the known pages.
# Breaks "called exactly once for start": a link that leads back to it has it fetched again.
import multiprocessing as mp
import threading
from collections.abc import Callable

_fetch = None


def _init(fetch):
    global _fetch
    _fetch = fetch


def _links(page):
    try:
        return _fetch(page)
    except Exception:
        return []


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    pages = set()
    running = 1
    finished = threading.Event()

    with mp.Pool(workers, _init, (fetch,)) as pool:

        def found(links):  # always called in the same thread of the pool
            nonlocal running
            new = set(links) - pages
            pages.update(new)
            running += len(new) - 1
            for page in new:
                pool.apply_async(_links, (page,), callback=found)
            if running == 0:
                finished.set()

        pool.apply_async(_links, (start,), callback=found)
        finished.wait()
        pool.close()
        pool.join()
    return pages | {start}
