# verdict: deadlock @ a_long_task_holds_up_no_other
# a worker takes several tasks at a time while there are many
import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any


def work(tasks: list, ticket, workers: int, fn: Callable[[Any], Any], port: Connection) -> None:
    while True:
        with ticket.get_lock():
            # Guided self-scheduling: big steps first, single tasks towards the end.
            first = ticket.value
            step = max(1, (len(tasks) - first) // (4 * workers))
            ticket.value = last = min(first + step, len(tasks))
        if first >= last:
            break
        for index in range(first, last):
            port.send((index, fn(tasks[index])))
    port.close()


def run(tasks: list, fn: Callable[[Any], Any], workers: int) -> list:
    ticket = mp.Value("q", 0)
    workers = min(workers, len(tasks))
    crew, ports = [], []
    for _ in range(workers):
        mine, theirs = mp.Pipe(duplex=False)
        worker = mp.Process(target=work, args=(tasks, ticket, workers, fn, theirs))
        worker.start()
        theirs.close()
        crew.append(worker)
        ports.append(mine)
    collected: list = [None] * len(tasks)
    while ports:
        for port in wait(ports):
            try:
                index, result = port.recv()
            except EOFError:
                port.close()
                ports.remove(port)
            else:
                collected[index] = result
    for worker in crew:
        worker.join()
    return collected
