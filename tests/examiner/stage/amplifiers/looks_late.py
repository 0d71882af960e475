"""Amplifier: a look at a queue or a pipe is acted on late."""

import sys
from multiprocessing import connection, queues
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import replace_everywhere, sleep
from examiner.stage.where import is_programs, passes_on


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
        if not no_room and _is_programs_look():
            sleep(seconds)
        return no_room

    @passes_on
    def slow_empty(self: Any) -> bool:
        nothing = empty(self)
        if not nothing and _is_programs_look():
            sleep(seconds)
        return nothing

    @passes_on
    def slow_poll(self: Any, timeout: float | None = 0.0) -> bool:
        something: bool = poll(self, timeout)
        if something and _is_programs_look():
            sleep(seconds)
        return something

    @passes_on
    def slow_wait(*args: Any, **kwargs: Any) -> list[Any]:
        ready = wait(*args, **kwargs)
        if ready and _is_programs_look():
            sleep(seconds)
        return ready

    queues.Queue.empty = slow_empty  # type: ignore[method-assign]
    queues.Queue.full = slow_full  # type: ignore[method-assign]
    base.poll = slow_poll
    replace_everywhere(wait, slow_wait)


def _is_programs_look() -> bool:
    """Does a line of the program look? The library looks too, under a queue's lock for example."""
    return is_programs(sys._getframe(2).f_code.co_filename)
