# verdict: deadlock | timeout @ no_levels
# Each page belongs to one worker by its hash, whether that worker is free or not.
# Breaks "never for a slow page": pages of the slow page's worker wait while the others are idle.
import multiprocessing as mp


def work(fetch, inbox, results):
    for page in iter(inbox.get, None):
        try:
            links = fetch(page)
        except Exception:
            links = []
        results.put(links)


def crawl(start: str, fetch, workers: int) -> set[str]:
    results = mp.Queue()
    inboxes = [mp.Queue() for _ in range(workers)]
    team = [mp.Process(target=work, args=(fetch, inbox, results)) for inbox in inboxes]
    for process in team:
        process.start()

    def give(page):
        inboxes[hash(page) % workers].put(page)

    seen = {start}
    give(start)
    pending = 1
    while pending:
        links = results.get()
        pending -= 1
        for link in links:
            if link not in seen:
                seen.add(link)
                give(link)
                pending += 1

    for inbox in inboxes:
        inbox.put(None)
    for process in team:
        process.join()
    return seen
