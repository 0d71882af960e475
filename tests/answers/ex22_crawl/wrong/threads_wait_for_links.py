# verdict: deadlock | timeout @ chain
# The thread that visits a page waits for all of its links, and the number of threads is limited.
# Breaks "even in a single chain": 64 pages deep all threads wait for one more, crawl hangs.
import multiprocessing as mp
import threading
from concurrent.futures import ThreadPoolExecutor, wait

_fetch = None


def _init(fetch):
    global _fetch
    _fetch = fetch


def _links(page):
    try:
        return _fetch(page)
    except Exception:
        return []


def crawl(start: str, fetch, workers: int) -> set[str]:
    seen = {start}
    lock = threading.Lock()
    with mp.Pool(workers, _init, (fetch,)) as pool:
        # The work is done in the pool, the threads only wait: have more than enough of them.
        with ThreadPoolExecutor(max(64, 2 * workers)) as threads:

            def visit(page):
                links = pool.apply(_links, (page,))
                with lock:
                    new = set(links) - seen
                    seen.update(new)
                wait([threads.submit(visit, link) for link in new])

            threads.submit(visit, start).result()
        pool.close()
        pool.join()
    return seen
