"""Each Pool.apply_async callback submits the pages it finds; an event tells that none is left."""

import multiprocessing as mp
import threading
from collections.abc import Callable
from multiprocessing.pool import Pool

_fetch: Callable[[str], list[str]]  # set in the workers only


def _init(fetch: Callable[[str], list[str]]) -> None:
    global _fetch
    _fetch = fetch


def _links(page: str) -> set[str]:
    try:
        return set(_fetch(page))
    except Exception:  # the page counts all the same
        return set()


class _Crawl:
    def __init__(self, pool: Pool, start: str) -> None:
        self._pool = pool
        self._under_way = 1
        self.seen = {start}
        self.finished = threading.Event()
        self._submit(start)

    def _submit(self, page: str) -> None:
        self._pool.apply_async(_links, (page,), callback=self._take)

    def _take(self, links: set[str]) -> None:
        """Runs in the pool's one result thread, so it needs no lock."""
        new = links - self.seen
        self.seen |= new
        self._under_way += len(new) - 1
        for page in new:
            self._submit(page)
        if not self._under_way:
            self.finished.set()


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    with mp.Pool(workers, _init, (fetch,)) as pool:
        job = _Crawl(pool, start)
        job.finished.wait()
        pool.close()
        pool.join()
    return job.seen
