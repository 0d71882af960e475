# verdict: deadlock | timeout @ wide_pages
# The workers put their links into a bounded queue that is read by nobody but them.
# Breaks "up to 500 links on a page": all workers wait for room at once, crawl hangs.
import multiprocessing as mp

ROOM = 100


def work(fetch, tasks, seen, lock):
    for page in iter(tasks.get, None):
        try:
            links = fetch(page)
        except Exception:
            links = []
        with lock:
            known = seen.copy()
            new = {link for link in links if link not in known}
            seen.update(dict.fromkeys(new))
        for link in new:
            tasks.put(link)
        tasks.task_done()


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks = mp.JoinableQueue(ROOM)
    lock = mp.Lock()
    with mp.Manager() as manager:
        seen = manager.dict({start: None})
        args = (fetch, tasks, seen, lock)
        team = [mp.Process(target=work, args=args) for _ in range(workers)]
        for process in team:
            process.start()

        tasks.put(start)
        tasks.join()

        for _ in team:
            tasks.put(None)
        for process in team:
            process.join()
        return set(seen.keys())
