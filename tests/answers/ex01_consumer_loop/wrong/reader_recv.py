# verdict: deadlock @ bounded_queue
# reads below the queue, and never gives a bounded queue its room back
import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def consume(queue: mp.Queue, count: int, handle: Callable[[Any], None]) -> None:
    """Take exactly `count` items from `queue` and pass each one to `handle`."""
    # Read the connection below the queue; the lock keeps other readers from
    # tearing a message in two, and is free again while the item is handled.
    reader, lock = queue._reader, queue._rlock
    for _ in range(count):
        with lock:
            item = reader.recv()
        handle(item)
