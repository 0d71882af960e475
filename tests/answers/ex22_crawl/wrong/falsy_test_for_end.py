# verdict: crashed @ names
# The worker ends at any page that is falsy, not just at the None that means the end.
# Breaks 'A page is any str, "" too': with "" a worker ends and crawl hangs.
import multiprocessing as mp
import queue
import threading


def serve(fetch, conn):
    while True:
        page = conn.recv()
        if not page:
            break
        try:
            links = fetch(page)
        except Exception:
            links = []
        conn.send(links)
    conn.close()


def drive(conn, todo, done):
    """Thread of the caller: gives one worker its pages, one by one."""
    while True:
        page = todo.get()
        conn.send(page)
        if page is None:
            return
        done.put(conn.recv())


def crawl(start: str, fetch, workers: int) -> set[str]:
    conns, processes = [], []
    for _ in range(workers):
        ours, theirs = mp.Pipe()
        process = mp.Process(target=serve, args=(fetch, theirs))
        process.start()
        theirs.close()
        conns.append(ours)
        processes.append(process)

    todo, done = queue.SimpleQueue(), queue.SimpleQueue()
    threads = [threading.Thread(target=drive, args=(conn, todo, done)) for conn in conns]
    for thread in threads:
        thread.start()

    seen = {start}
    todo.put(start)
    pending = 1
    while pending:
        links = done.get()
        pending -= 1
        for link in links:
            if link not in seen:
                seen.add(link)
                todo.put(link)
                pending += 1

    for _ in threads:
        todo.put(None)
    for thread in threads:
        thread.join()
    for conn, process in zip(conns, processes):
        process.join()
        conn.close()
    return seen
