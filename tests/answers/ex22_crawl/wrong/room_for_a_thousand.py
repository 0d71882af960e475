# verdict: deadlock | timeout @ many_pages
# Both queues have room for a thousand pages, which seems to be plenty.
# Breaks "up to 3,000 pages": with all of them known at once the caller and the workers wait for room.
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
    # Bounded, so that memory stays small; a thousand is never reached.
    inbox = mp.Queue(maxsize=1000)
    outbox = mp.Queue(maxsize=1000)
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
