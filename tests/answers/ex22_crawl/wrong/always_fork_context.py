# verdict: wrong @ pages (spawn)
# The workers are always forked, whatever start method is set.
# Breaks "leave the start method as it is set": under spawn or forkserver they are forked too.
import multiprocessing
from collections import deque
from multiprocessing.connection import wait

mp = multiprocessing.get_context("fork")  # cheap, and fetch need not be sent


def work(fetch, conn):
    while (page := conn.recv()) is not None:
        try:
            links = fetch(page)
        except Exception:
            links = []
        conn.send(links)


def crawl(start: str, fetch, workers: int) -> set[str]:
    idle, busy, team = [], [], []
    for _ in range(workers):
        ours, theirs = mp.Pipe()
        process = mp.Process(target=work, args=(fetch, theirs))
        process.start()
        theirs.close()
        team.append(process)
        idle.append(ours)

    seen, todo = {start}, deque([start])
    while todo or busy:
        while todo and idle:
            conn = idle.pop()
            conn.send(todo.popleft())
            busy.append(conn)
        for conn in wait(busy):
            links = conn.recv()
            busy.remove(conn)
            idle.append(conn)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    todo.append(link)

    for conn in idle:
        conn.send(None)
    for process in team:
        process.join()
    for conn in idle:
        conn.close()
    return seen
