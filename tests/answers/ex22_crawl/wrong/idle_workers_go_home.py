# verdict: deadlock | timeout @ silence
# A worker that gets no page for a second ends, though others may still find many.
# Breaks "A known page waits only while all workers are busy": after a slow page one worker is left.
import multiprocessing as mp
import queue


def work(fetch, tasks, results):
    while True:
        try:
            page = tasks.get(timeout=1)
        except queue.Empty:
            return
        try:
            links = fetch(page)
        except Exception:
            links = []
        results.put(links)


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks = mp.Queue()
    results = mp.Queue()
    team = [mp.Process(target=work, args=(fetch, tasks, results)) for _ in range(workers)]
    for member in team:
        member.start()

    seen = {start}
    tasks.put(start)
    pending = 1
    while pending:
        new = set(results.get()) - seen
        seen |= new
        pending += len(new) - 1
        for page in new:
            tasks.put(page)

    # The workers find the queue empty and end by themselves.
    for member in team:
        member.join()
    return seen
