# verdict: deadlock | timeout @ no_levels
# The results are taken in the order in which the pages were handed in.
# Breaks "never ... for a slow page": what later pages have found waits until the oldest is done.
from collections import deque
from concurrent.futures import ProcessPoolExecutor

fetch_page = None


def init(fetch):
    global fetch_page
    fetch_page = fetch


def links_of(page):
    try:
        return fetch_page(page)
    except Exception:
        return []


def crawl(start: str, fetch, workers: int) -> set[str]:
    seen = {start}
    with ProcessPoolExecutor(workers, initializer=init, initargs=(fetch,)) as executor:
        futures = deque([executor.submit(links_of, start)])
        while futures:
            for link in futures.popleft().result():
                if link not in seen:
                    seen.add(link)
                    futures.append(executor.submit(links_of, link))
    return seen
