"""How waits that have a time limit get another one: what amplifiers are made of."""

from collections.abc import Callable
from multiprocessing import connection, queues
from queue import Empty
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.locks import change_acquire
from examiner.stage.amplifiers.replacing import replace_everywhere
from examiner.stage.where import passes_on


def change_limits(
    changed: Callable[[float], float],
    tell: Callable[[str, float | None], None] = lambda call, seconds: None,
) -> None:
    """Give each such wait for data the limit that `changed` makes of its seconds.

    `tell` is called after one that ran out, with the call, and the seconds that it was to take.
    """
    base = cpython.CONNECTION.get()
    get, poll, wait = queues.Queue.get, base.poll, connection.wait

    @passes_on
    def limit(timeout: float | None) -> float | None:
        return None if timeout is None else changed(timeout)

    @passes_on
    def other_get(self: Any, block: bool = True, timeout: float | None = None) -> Any:
        try:
            return get(self, block, limit(timeout))
        except Empty:
            if block:
                tell("queue.get()", timeout)
            raise

    @passes_on
    def other_poll(self: Any, timeout: float | None = 0.0) -> Any:
        ready = poll(self, limit(timeout))
        if not ready:
            tell("connection.poll()", timeout)
        return ready

    @passes_on
    def other_wait(object_list: Any, timeout: float | None = None) -> list[Any]:
        ready = wait(object_list, limit(timeout))
        if not ready:
            tell("connection.wait()", timeout)
        return ready

    queues.Queue.get = other_get  # type: ignore[method-assign]
    base.poll = other_poll
    replace_everywhere(wait, other_wait)


def change_lock_limits(
    changed: Callable[[float], float], tell: Callable[[str, float | None], None]
) -> None:
    """Do the same with each timed wait for a lock, a semaphore, a condition or an event."""

    def changing(acquire: Callable[..., bool]) -> Callable[..., bool]:
        @passes_on
        def other_acquire(block: bool = True, timeout: float | None = None) -> bool:
            if not block or timeout is None:
                return acquire(block, timeout)
            got = acquire(block, changed(timeout))
            if not got:
                tell("lock.acquire()", timeout)
            return got

        return other_acquire

    change_acquire(changing)
