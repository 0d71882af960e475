"""Amplifier: a look at a queue or a pipe is acted on late."""

import sys
from multiprocessing import connection, queues
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import replace_everywhere, sleep
from examiner.stage.where import passes_on


def looks_late(folder: str, seconds: float) -> None:
    """Let whoever sees that there is something, or room for it, act that much later.

    It sees that with `empty()`, `poll()`, `full()` or `connection.wait()`. What was true when it
    looked need not be true when it acts; the delay makes sure of it.
    """
    base = cpython.CONNECTION.get()
    empty, full, poll, wait = queues.Queue.empty, queues.Queue.full, base.poll, connection.wait

    @passes_on
    def slow_full(self: Any) -> bool:
        no_room = full(self)
        if not no_room:
            sleep(seconds)
        return no_room

    @passes_on
    def slow_empty(self: Any) -> bool:
        nothing = empty(self)
        if not nothing:
            sleep(seconds)
        return nothing

    @passes_on
    def slow_poll(self: Any, timeout: float | None = 0.0) -> bool:
        something: bool = poll(self, timeout)
        # Not the poll with which get(timeout) looks itself, under the queue's lock.
        if something and not sys._getframe(1).f_code.co_filename.endswith("queues.py"):
            sleep(seconds)
        return something

    @passes_on
    def slow_wait(*args: Any, **kwargs: Any) -> list[Any]:
        ready = wait(*args, **kwargs)
        # Not the wait with which poll() looks.
        if ready and not sys._getframe(1).f_code.co_filename.endswith("connection.py"):
            sleep(seconds)
        return ready

    queues.Queue.empty = slow_empty  # type: ignore[method-assign]
    queues.Queue.full = slow_full  # type: ignore[method-assign]
    base.poll = slow_poll
    replace_everywhere(wait, slow_wait)
