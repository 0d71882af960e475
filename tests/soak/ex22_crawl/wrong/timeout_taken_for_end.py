# verdict: wrong @ silence
# No result for a second is taken for the end of the crawl.
# Breaks "may take as long as it likes": what is behind a page slower than that is missing.
import multiprocessing as mp
import queue
from collections.abc import Callable


def _worker(fetch, todo, found):
    for page in iter(todo.get, None):
        try:
            found.put(fetch(page))
        except Exception:
            found.put([])


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    todo: mp.Queue = mp.Queue()
    found: mp.Queue = mp.Queue()
    processes = [mp.Process(target=_worker, args=(fetch, todo, found)) for _ in range(workers)]
    for p in processes:
        p.start()
    seen = {start}
    todo.put(start)
    try:
        while True:
            for link in found.get(timeout=1.0):
                if link not in seen:
                    seen.add(link)
                    todo.put(link)
    except queue.Empty:
        pass  # nothing comes any more: done
    for _ in processes:
        todo.put(None)
    for p in processes:
        p.join()
    return seen
