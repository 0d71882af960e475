"""A future for each known page; wait(FIRST_COMPLETED) is given all of them each time."""

from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait


def links_of(fetch, page):
    try:
        return list(fetch(page))
    except Exception:
        return []


def crawl(start, fetch, workers):
    seen = {start}
    with ProcessPoolExecutor(workers) as pool:
        pending = {pool.submit(links_of, fetch, start)}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                for link in future.result():
                    if link not in seen:
                        seen.add(link)
                        pending.add(pool.submit(links_of, fetch, link))
    return seen
