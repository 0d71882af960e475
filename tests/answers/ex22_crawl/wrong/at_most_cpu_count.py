# verdict: deadlock | timeout @ together
# There are never more processes than the machine has cores.
# Breaks "in workers (>= 1) child processes": with more workers than cores pages wait for no reason.
import os
import queue
from concurrent.futures import ProcessPoolExecutor

_fetch = None


def _start_up(fetch):
    global _fetch
    _fetch = fetch


def _visit(page):
    try:
        return _fetch(page)
    except Exception:
        return []


def crawl(start: str, fetch, workers: int) -> set[str]:
    # More processes than cores only get in each other's way.
    size = min(workers, os.cpu_count() or 1)
    done = queue.SimpleQueue()
    seen = set()
    with ProcessPoolExecutor(size, initializer=_start_up, initargs=(fetch,)) as executor:

        def submit(pages):
            new = set(pages) - seen
            seen.update(new)
            for page in new:
                executor.submit(_visit, page).add_done_callback(done.put)
            return len(new)

        running = submit([start])
        while running:
            running += submit(done.get().result()) - 1
    return seen
