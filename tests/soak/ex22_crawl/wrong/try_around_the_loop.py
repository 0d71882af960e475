# verdict: deadlock | timeout @ errors
# The try stands around the worker's loop: the page counts, but its worker ends with it.
# Breaks "A known page waits only while all workers are busy": each raise costs one, crawl hangs.
import multiprocessing as mp


def work(fetch, tasks, results):
    try:
        while (page := tasks.get()) is not None:
            results.put(fetch(page))
    except Exception:
        results.put([])


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks, results = mp.Queue(), mp.Queue()
    team = []
    for _ in range(workers):
        team.append(mp.Process(target=work, args=(fetch, tasks, results)))
        team[-1].start()

    seen, pending = {start}, 1
    tasks.put(start)
    while pending:
        links = results.get()
        pending -= 1
        for link in links:
            if link in seen:
                continue
            seen.add(link)
            tasks.put(link)
            pending += 1

    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return seen
