"""A generator yields one ticket or one refusal per item, an ExitStack cares for the exit of the process."""

import multiprocessing as mp
import time
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.synchronize import Event


def slices(patience: float, longest: float = 0.3) -> Iterator[float]:
    """Lengths of waits that end with the patience, the last of them is 0."""
    deadline = time.monotonic() + patience
    yield min(patience, longest)
    while (left := deadline - time.monotonic()) > 0:
        yield min(left, longest)
    yield 0.0


def tickets(queue: mp.Queue, patience: float, gone: Event) -> Iterator[bool]:
    """True: a place is ours. False: patience lost. Ends when the consumer is gone."""
    while not gone.is_set():
        place = False
        for seconds in slices(patience):
            place = queue._sem.acquire(True, seconds)
            if place or gone.is_set():
                break
        if gone.is_set():
            if place:
                queue._sem.release()
            return
        yield place


def append(queue: mp.Queue, item) -> None:
    with queue._notempty:
        if queue._thread is None:
            queue._start_thread()
        queue._buffer.append(item)
        queue._notempty.notify()


def let_go(queue: mp.Queue, gone: Event) -> None:
    if gone.is_set():
        queue.cancel_join_thread()


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    rejected: list = []
    with ExitStack() as stack:
        stack.callback(let_go, queue, gone)
        answers = tickets(queue, patience, gone)
        for index, item in enumerate(items):
            match next(answers, None):
                case True:
                    append(queue, item)
                case False:
                    rejected.append(item)
                case None:
                    rejected += items[index:]
                    break
    return len(items) - len(rejected), rejected
