# verdict: deadlock @ all_workers
# The bounds are added where they have to be multiplied: not all workers find work.

import multiprocessing as mp
import threading
from collections.abc import Callable, Iterable
from multiprocessing.synchronize import Event
from typing import Any


def work(stage: Callable, inbox: mp.Queue, outbox: mp.Queue, failed: Event) -> None:
    """Do one stage's work on numbered items, and pass an end mark on when one comes."""
    for index, value, error in iter(inbox.get, None):
        if error is None:
            if failed.is_set():
                continue  # Nobody wants its result any more.
            try:
                value = stage(value)
            except Exception as exception:  # noqa: BLE001 - the caller will raise it
                failed.set()
                value, error = None, repr(exception)  # Not every exception survives a pickle.
        outbox.put((index, value, error))
    outbox.put(None)


def feed(
    items: Iterable, queue: mp.Queue, workers: int, room: threading.Semaphore, failed: Event
) -> None:
    """Put numbered items while there is room, then an end mark for each worker of a stage."""
    for index, item in enumerate(items):
        room.acquire()
        if failed.is_set():
            break
        queue.put((index, item, None))
    for _ in range(workers):
        queue.put(None)


def run(
    items: Iterable, stages: list[Callable], workers: int, maxsize: int, handle: Callable
) -> None:
    """Handle each item's result in input order; RuntimeError if a stage raises."""
    queues = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    failed = mp.Event()
    room = threading.Semaphore(len(stages) + 1 + maxsize + workers)
    processes = [
        mp.Process(target=work, args=(stage, queues[n], queues[n + 1], failed), name=f"stage {n}")
        for n, stage in enumerate(stages)
        for _ in range(workers)
    ]
    for process in processes:
        process.start()
    # Last, since a process had better not be forked beside a running thread.
    feeder = threading.Thread(target=feed, args=(items, queues[0], workers, room, failed))
    feeder.start()

    finished: dict[int, Any] = {}
    turn, failure = 0, None
    for _ in range(workers):  # The stream is over when each worker's end mark has come.
        for index, value, error in iter(queues[-1].get, None):
            if error is not None:
                failure = error
                room.release()  # Or the feeder might wait for ever.
                continue
            finished[index] = value
            while failure is None and turn in finished:
                handle(finished.pop(turn))
                turn += 1
                room.release()

    feeder.join()
    for process in processes:
        process.join()
    if failure is not None:
        raise RuntimeError(f"a stage raised {failure}")
