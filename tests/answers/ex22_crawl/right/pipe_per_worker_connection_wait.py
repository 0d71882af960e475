"""Each worker has a pipe of its own; the caller hands pages to the idle and waits on the busy."""

import multiprocessing as mp
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait


def _work(fetch: Callable[[str], list[str]], pipe: Connection) -> None:
    with pipe:
        while (page := pipe.recv()) is not None:
            try:
                links = set(fetch(page))
            except Exception:  # the page counts all the same
                links = set()
            pipe.send(links)


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    processes: list[mp.Process] = []
    pipes: list[Connection] = []
    for _ in range(workers):
        ours, theirs = mp.Pipe()
        process = mp.Process(target=_work, args=(fetch, theirs))
        process.start()
        theirs.close()
        processes.append(process)
        pipes.append(ours)

    seen = {start}
    todo = deque([start])
    idle = list(pipes)
    busy: set[Connection] = set()
    while todo or busy:
        while todo and idle:
            pipe = idle.pop()
            # An idle worker does nothing but read: no deadlock.
            pipe.send(todo.popleft())
            busy.add(pipe)
        for pipe in wait(busy):
            new = pipe.recv() - seen
            seen |= new
            todo.extend(new)
            busy.remove(pipe)
            idle.append(pipe)

    # A mark, not the end of file: under fork later workers hold the earlier pipes open too.
    for pipe in pipes:
        pipe.send(None)
    for process in processes:
        process.join()
        process.close()
    for pipe in pipes:
        pipe.close()
    return seen
