# verdict: deadlock | timeout @ no_levels
# Each worker gets a second page in advance, so that it never waits for the next one.
# Breaks "never ... for a slow page": the page behind a slow one waits while other workers are idle.
import multiprocessing as mp
from collections import deque
from multiprocessing.connection import wait

AHEAD = 2


def work(fetch, conn):
    while (page := conn.recv()) is not None:
        try:
            links = fetch(page)
        except Exception:
            links = []
        conn.send(links)


def crawl(start: str, fetch, workers: int) -> set[str]:
    load, team = {}, []
    for _ in range(workers):
        ours, theirs = mp.Pipe()
        process = mp.Process(target=work, args=(fetch, theirs))
        process.start()
        theirs.close()
        team.append(process)
        load[ours] = 0  # pages that this worker has

    seen, todo = {start}, deque([start])
    while todo or any(load.values()):
        while todo:
            conn = min(load, key=load.get)
            if load[conn] == AHEAD:
                break
            conn.send(todo.popleft())
            load[conn] += 1
        for conn in wait([conn for conn, pages in load.items() if pages]):
            links = conn.recv()
            load[conn] -= 1
            for link in links:
                if link not in seen:
                    seen.add(link)
                    todo.append(link)

    for conn in load:
        conn.send(None)
    for process in team:
        process.join()
    for conn in load:
        conn.close()
    return seen
