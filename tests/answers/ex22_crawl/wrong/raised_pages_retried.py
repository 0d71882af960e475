# verdict: wrong @ errors
# A page whose fetch raises is tried three times.
# Breaks "called exactly once": for a page that raises fetch is called again.
import multiprocessing as mp
import threading

TRIES = 3
_fetch = None


def prepare(fetch):
    global _fetch
    _fetch = fetch


def links_of(page):
    for _ in range(TRIES):
        try:
            return _fetch(page)
        except Exception:
            continue
    return []


class Crawler:
    def __init__(self, pool):
        self.pool = pool
        self.seen = set()
        self.pending = 0
        self.lock = threading.RLock()
        self.done = threading.Event()

    def visit(self, page):
        with self.lock:
            if page in self.seen:
                return
            self.seen.add(page)
            self.pending += 1
        self.pool.apply_async(links_of, (page,), callback=self.visited)

    def visited(self, links):
        for link in links:
            self.visit(link)
        with self.lock:
            self.pending -= 1
            if not self.pending:
                self.done.set()


def crawl(start: str, fetch, workers: int) -> set[str]:
    with mp.Pool(workers, prepare, (fetch,)) as pool:
        crawler = Crawler(pool)
        crawler.visit(start)
        crawler.done.wait()
        pool.close()
        pool.join()
    return crawler.seen
