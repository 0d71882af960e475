# verdict: leaked | wrong | early @ ends
# The caller waits a moment for each worker to end, and then returns.
# Breaks "all processes have ended": who takes longer to end is still there.
import multiprocessing as mp
from collections.abc import Callable


def work(fetch: Callable[[str], list[str]], pages: mp.Queue, found: mp.Queue) -> None:
    while (page := pages.get()) is not None:
        try:
            links = fetch(page)
        except Exception:  # noqa: BLE001 - whatever it is, the page has no links
            links = []
        found.put(links)


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    # A queue's feeder thread takes what no pipe holds, so neither side waits for the other to read.
    pages, found = mp.Queue(), mp.Queue()
    crew = [mp.Process(target=work, args=(fetch, pages, found)) for _ in range(workers)]
    for process in crew:
        process.start()
    seen: set[str] = set()
    under_way, links = 1, [start]  # as if a page had linked to it
    while under_way:
        for page in dict.fromkeys(links):
            if page not in seen:
                seen.add(page)
                pages.put(page)
                under_way += 1
        under_way -= 1  # only now: the links of a page count before it is done
        if under_way:
            links = found.get()
    for _ in crew:
        pages.put(None)
    for process in crew:
        process.join(0.5)  # it has nothing left to do, so that is ample
    return seen
