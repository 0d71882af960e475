"""Takes the lock, reads the raw message and unpickles it by hand."""

import pickle
from collections.abc import Callable
from typing import Any


def next_message(queue) -> bytes:
    with queue._rlock:
        message = queue._reader.recv_bytes()
    queue._sem.release()
    return message


def consume(queue, count: int, handle: Callable[[Any], None]) -> None:
    for _ in range(count):
        handle(pickle.loads(next_message(queue)))
