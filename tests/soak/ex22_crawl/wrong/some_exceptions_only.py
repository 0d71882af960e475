# verdict: crashed @ errors
# Only the exceptions that one expects of a download are caught.
# Breaks "If fetch raises an Exception": a KeyError or RuntimeError comes out of crawl.
import queue
from concurrent.futures import ProcessPoolExecutor

_fetch = None


def _keep(fetch):
    global _fetch
    _fetch = fetch


def _links(page):
    try:
        return _fetch(page)
    except (OSError, ValueError):
        return []


def crawl(start: str, fetch, workers: int) -> set[str]:
    done = queue.SimpleQueue()
    seen = {start}
    with ProcessPoolExecutor(workers, initializer=_keep, initargs=(fetch,)) as executor:
        executor.submit(_links, start).add_done_callback(done.put)
        pending = 1
        while pending:
            links = done.get().result()
            pending -= 1
            for link in links:
                if link not in seen:
                    seen.add(link)
                    executor.submit(_links, link).add_done_callback(done.put)
                    pending += 1
    return seen
