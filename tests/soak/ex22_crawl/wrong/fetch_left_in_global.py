# verdict: wrong @ pages (spawn)
# fetch gets into the workers only because they are forked with a global of the caller.
# Breaks "right under fork, spawn and forkserver": under spawn only start comes back, not fetched.
import multiprocessing as mp
import queue
from collections.abc import Callable

current_fetch = None


def links_of(page):
    try:
        return current_fetch(page)
    except Exception:
        return []


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    global current_fetch
    current_fetch = fetch  # the pool's processes have it from here
    answers = queue.SimpleQueue()
    seen, pending = {start}, 1
    with mp.Pool(workers) as pool:
        pool.apply_async(links_of, (start,), callback=answers.put)
        while pending:
            new = set(answers.get()) - seen
            seen |= new
            pending += len(new) - 1
            for page in new:
                pool.apply_async(links_of, (page,), callback=answers.put)
        pool.close()
        pool.join()
    return seen
