# verdict: wrong @ silence
# A page that takes longer than two seconds is given up by an alarm in the worker.
# Breaks "may take as long as it likes": what only the slow page links to is missing.
import multiprocessing as mp
import signal

PATIENCE = 2.0


def too_slow(signum, frame):
    raise TimeoutError("page takes too long")


def work(fetch, tasks, results):
    signal.signal(signal.SIGALRM, too_slow)
    for page in iter(tasks.get, None):
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        try:
            links = fetch(page)
        except Exception:
            links = []
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        results.put(links)


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks, results = mp.Queue(), mp.Queue()
    team = [mp.Process(target=work, args=(fetch, tasks, results)) for _ in range(workers)]
    for process in team:
        process.start()

    seen = {start}
    tasks.put(start)
    pending = 1
    while pending:
        links = results.get()
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
