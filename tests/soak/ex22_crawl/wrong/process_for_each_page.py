# verdict: wrong @ pages
# Each page gets a process of its own; a semaphore only limits how many fetch at a time.
# Breaks "in workers (>= 1) child processes": as many processes as pages, hundreds at once.
import multiprocessing as mp


def visit(fetch, page, slots, results):
    with slots:
        try:
            links = fetch(page)
        except Exception:
            links = []
    results.put((page, links))


def crawl(start: str, fetch, workers: int) -> set[str]:
    slots = mp.Semaphore(workers)
    results = mp.Queue()
    running = {}

    def begin(page):
        process = mp.Process(target=visit, args=(fetch, page, slots, results))
        process.start()
        running[page] = process

    seen = {start}
    begin(start)
    while running:
        page, links = results.get()
        process = running.pop(page)
        process.join()
        process.close()
        for link in links:
            if link not in seen:
                seen.add(link)
                begin(link)
    return seen
