# verdict: wrong @ names
# The workers send their links as one text with a line for each.
# Breaks 'A page is any str, "" too': a page with a newline falls apart, a lone "" is lost.
import multiprocessing as mp
from collections import deque
from multiprocessing.connection import wait


def serve(fetch, conn):
    while (page := conn.recv()) is not None:
        try:
            links = fetch(page)
        except Exception:
            links = []
        # Much smaller than a pickled list.
        conn.send_bytes("\n".join(links).encode("utf-8", "surrogatepass"))


def receive(conn):
    text = conn.recv_bytes().decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []


def crawl(start: str, fetch, workers: int) -> set[str]:
    team = {}
    for _ in range(workers):
        ours, theirs = mp.Pipe()
        team[ours] = mp.Process(target=serve, args=(fetch, theirs))
        team[ours].start()
        theirs.close()

    free, busy = list(team), set()
    known, waiting = {start}, deque([start])
    while waiting or busy:
        while waiting and free:
            conn = free.pop()
            conn.send(waiting.popleft())
            busy.add(conn)
        for conn in wait(list(busy)):
            for link in receive(conn):
                if link not in known:
                    known.add(link)
                    waiting.append(link)
            busy.discard(conn)
            free.append(conn)

    for conn, process in team.items():
        conn.send(None)
        process.join()
        conn.close()
    return known
