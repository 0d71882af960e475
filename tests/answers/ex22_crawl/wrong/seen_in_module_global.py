# verdict: wrong @ lone_page
# The known pages are kept in the module and are still known in the next call.
# Breaks "crawl may be called again": then known pages are not fetched and strange ones returned.
import multiprocessing as mp
import queue

SEEN = set()
_fetch = None


def _init(fetch):
    global _fetch
    _fetch = fetch


def _links(page):
    try:
        return _fetch(page)
    except Exception:
        return []


def _hand_in(pool, page, answers):
    SEEN.add(page)
    pool.apply_async(_links, (page,), callback=answers.put)


def crawl(start: str, fetch, workers: int) -> set[str]:
    answers = queue.SimpleQueue()
    pool = mp.Pool(workers, initializer=_init, initargs=(fetch,))
    _hand_in(pool, start, answers)
    pending = 1
    while pending:
        links = answers.get()
        pending -= 1
        for link in links:
            if link not in SEEN:
                _hand_in(pool, link, answers)
                pending += 1
    pool.close()
    pool.join()
    return set(SEEN)
