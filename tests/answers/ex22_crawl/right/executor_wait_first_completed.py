"""A ProcessPoolExecutor holds at most one future a worker; wait(FIRST_COMPLETED) drives it."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait

_fetch: Callable[[str], list[str]]  # set in the workers only


def _init(fetch: Callable[[str], list[str]]) -> None:
    global _fetch
    _fetch = fetch


def _links(page: str) -> set[str]:
    try:
        return set(_fetch(page))
    except Exception:  # the page counts all the same
        return set()


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    seen = {start}
    todo = deque([start])
    running: set[Future[set[str]]] = set()
    # fetch may be large: it goes to each worker once, not along with each page.
    with ProcessPoolExecutor(workers, initializer=_init, initargs=(fetch,)) as pool:
        while todo or running:
            # wait() takes time in proportion to the futures, so only those that can run are made.
            while todo and len(running) < workers:
                running.add(pool.submit(_links, todo.popleft()))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                new = future.result() - seen
                seen |= new
                todo.extend(new)
    return seen
