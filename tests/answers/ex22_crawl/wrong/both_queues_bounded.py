# verdict: deadlock | timeout @ wide_pages
# Both queues are bounded: the caller waits for room in one, the workers for room in the other.
# Breaks "up to 500 links on a page": a page with many links ends in a deadlock, crawl hangs.
import multiprocessing as mp


def worker(fetch, inbox, outbox):
    while True:
        page = inbox.get()
        if page is None:
            return
        try:
            links = fetch(page)
        except Exception:
            links = []
        outbox.put(links)


def crawl(start, fetch, workers):
    # Bounded, so that memory stays small.
    inbox = mp.Queue(maxsize=4 * workers)
    outbox = mp.Queue(maxsize=4 * workers)
    processes = []
    for _ in range(workers):
        process = mp.Process(target=worker, args=(fetch, inbox, outbox))
        process.start()
        processes.append(process)

    seen = {start}
    inbox.put(start)
    outstanding = 1
    while outstanding > 0:
        links = outbox.get()
        outstanding -= 1
        for link in links:
            if link not in seen:
                seen.add(link)
                outstanding += 1
                inbox.put(link)

    for _ in processes:
        inbox.put(None)
    for process in processes:
        process.join()
    return seen
