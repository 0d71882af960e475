# verdict: wrong @ pages
# Each worker keeps a set of its own of the pages that are known.
# Breaks "called exactly once": two workers that find the same page both queue it.
import multiprocessing as mp


def work(fetch, tasks, answers):
    seen = set()
    while (page := tasks.get()) is not None:
        seen.add(page)
        try:
            links = fetch(page)
        except Exception:
            links = []
        for link in links:
            if link not in seen:
                seen.add(link)
                tasks.put(link)
        tasks.task_done()
    answers.put(seen)


def crawl(start: str, fetch, workers: int) -> set[str]:
    tasks = mp.JoinableQueue()
    answers = mp.Queue()
    team = [mp.Process(target=work, args=(fetch, tasks, answers)) for _ in range(workers)]
    for process in team:
        process.start()

    tasks.put(start)
    tasks.join()

    for _ in team:
        tasks.put(None)
    pages = set()
    for _ in team:
        pages |= answers.get()
    for process in team:
        process.join()
    return pages
