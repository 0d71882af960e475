# verdict: deadlock | timeout @ errors
# For a page that raises the worker goes on with the next one without task_done().
# Breaks "If fetch raises an Exception the page counts all the same": tasks.join() hangs.
import multiprocessing as mp


def work(fetch, tasks, seen, lock):
    while True:
        page = tasks.get()
        if page is None:
            return
        try:
            links = fetch(page)
        except Exception:
            continue  # no links
        with lock:
            new = set(links).difference(seen.copy())
            seen.update(dict.fromkeys(new, True))
        for link in new:
            tasks.put(link)
        tasks.task_done()


def crawl(start: str, fetch, workers: int) -> set[str]:
    with mp.Manager() as manager:
        seen = manager.dict({start: True})
        lock = mp.Lock()
        tasks = mp.JoinableQueue()
        team = [
            mp.Process(target=work, args=(fetch, tasks, seen, lock)) for _ in range(workers)
        ]
        for process in team:
            process.start()
        tasks.put(start)
        tasks.join()
        for _ in team:
            tasks.put(None)
        for process in team:
            process.join()
        return set(seen.copy())
