# verdict: deadlock @ big_values
# each worker gets its next item ahead: with a big item and a big value both sides wait for room
import multiprocessing as mp
import pickle
import traceback
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

AHEAD = 2  # One in work, one waiting in the pipe: no worker idles for a round trip.


def work(conn: Connection, fn: Callable[[Any], Any]) -> None:
    while data := conn.recv_bytes():
        try:
            reply = pickle.dumps(("ok", fn(pickle.loads(data))))
        except Exception as error:
            trace = traceback.format_exc()
            reply = pickle.dumps(("error", type(error).__name__, str(error), trace))
        conn.send_bytes(reply)


class Worker:
    def __init__(self, fn: Callable[[Any], Any]) -> None:
        self.conn, far = mp.Pipe()
        self.process = mp.Process(target=work, args=(far, fn))
        self.process.start()
        far.close()
        self.held: deque[int] = deque()


def run(items: list, fn: Callable[[Any], Any], workers: int) -> list[tuple]:
    reports: list = [None] * len(items)
    todo = deque(range(len(items)))
    crew: dict[Connection, Worker] = {}

    def fill(worker: Worker, level: int = AHEAD) -> None:
        while todo and len(worker.held) < level:
            index = todo.popleft()
            worker.held.append(index)
            try:
                worker.conn.send_bytes(pickle.dumps(items[index]))
            except OSError:
                return  # It died. EOF will tell.

    def receive(worker: Worker) -> None:
        try:
            kind, *rest = pickle.loads(worker.conn.recv_bytes())
        except (EOFError, OSError):
            del crew[worker.conn]
            worker.conn.close()
            worker.process.join()
            if worker.held:
                # They go in order: the first killed it, and the other has not been begun.
                index = worker.held.popleft()
                reports[index] = ("crashed", index, worker.process.exitcode)
                todo.extendleft(reversed(worker.held))
            return
        index = worker.held.popleft()
        reports[index] = (kind, index, *rest)
        fill(worker)

    while None in reports:
        while todo and len(crew) < workers:
            worker = Worker(fn)
            crew[worker.conn] = worker
            fill(worker, 1)
        for worker in crew.values():
            fill(worker)
        for conn in wait(list(crew)):
            receive(crew[conn])
    for worker in crew.values():
        try:
            worker.conn.send_bytes(b"")
        except OSError:
            pass
        worker.process.join()
        worker.conn.close()
    return reports
