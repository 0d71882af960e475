# verdict: deadlock | timeout @ no_levels
# Still level by level: map() takes its pages when it is called, those found later have to wait.
# Breaks "never for a level to end": a slow page holds up all that the others have found.
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

_fetch = None


def _set_up(fetch):
    global _fetch
    _fetch = fetch


def _links(page):
    try:
        return _fetch(page)
    except Exception:
        return []


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    seen = {start}
    todo = [start]
    with ProcessPoolExecutor(workers, initializer=_set_up, initargs=(fetch,)) as executor:
        while todo:
            found = []
            for links in executor.map(_links, todo):  # results as they come
                for link in links:
                    if link not in seen:
                        seen.add(link)
                        found.append(link)
            todo = found
    return seen
