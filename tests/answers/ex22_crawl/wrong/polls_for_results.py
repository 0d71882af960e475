# verdict: busy-wait @ quiet
# The caller looks for results again and again with a pause of a millisecond.
# Breaks "who waits wakes up at most 50 times a second": the caller wakes up hundreds of times.
import multiprocessing as mp
import queue
import time
from collections.abc import Callable

PAUSE = 0.001


def worker(fetch, tasks, results):
    while (page := tasks.get()) is not None:
        try:
            links = fetch(page)
        except Exception:
            links = []
        results.put(links)


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    tasks = mp.Queue()
    results = mp.Queue()
    team = [mp.Process(target=worker, args=(fetch, tasks, results)) for _ in range(workers)]
    for process in team:
        process.start()

    seen = {start}
    tasks.put(start)
    pending = 1
    while pending:
        try:
            links = results.get_nowait()
        except queue.Empty:
            time.sleep(PAUSE)
            continue
        pending -= 1
        for link in links:
            if link not in seen:
                seen.add(link)
                tasks.put(link)
                pending += 1

    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return seen
