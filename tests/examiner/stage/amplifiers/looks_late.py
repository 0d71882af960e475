"""Amplifier: a look at a queue or a pipe is acted on late."""

import queue
import sys
from multiprocessing import connection, queues
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import replace_everywhere, sleep
from examiner.stage.where import is_programs, passes_on


def looks_late(folder: str, seconds: float, at_nothing: bool = False) -> None:
    """Let whoever sees that there is something, or room for it, act that much later.

    It sees that with `empty()`, `poll()`, `full()` or `connection.wait()`. What was true when it
    looked need not be true when it acts; the delay makes sure of it. With `at_nothing` so does who
    sees that there is nothing, also by a `get()` that comes back without an item.
    """
    base = cpython.CONNECTION.get()
    empty, full, poll, wait = queues.Queue.empty, queues.Queue.full, base.poll, connection.wait
    get = queues.Queue.get

    def act(seen: object) -> None:
        # The library looks too, under a queue's lock for example.
        if (seen or at_nothing) and is_programs(sys._getframe(2).f_code.co_filename):
            sleep(seconds)

    @passes_on
    def slow_full(self: Any) -> bool:
        no_room = full(self)
        act(not no_room)
        return no_room

    @passes_on
    def slow_empty(self: Any) -> bool:
        nothing = empty(self)
        act(not nothing)
        return nothing

    @passes_on
    def slow_get(self: Any, block: bool = True, timeout: float | None = None) -> Any:
        try:
            return get(self, block, timeout)
        except queue.Empty:
            act(None)
            raise

    @passes_on
    def slow_poll(self: Any, timeout: float | None = 0.0) -> bool:
        something: bool = poll(self, timeout)
        act(something)
        return something

    @passes_on
    def slow_wait(*args: Any, **kwargs: Any) -> list[Any]:
        ready = wait(*args, **kwargs)
        act(ready)
        return ready

    queues.Queue.empty = slow_empty  # type: ignore[method-assign]
    queues.Queue.full = slow_full  # type: ignore[method-assign]
    queues.Queue.get = slow_get  # type: ignore[method-assign]
    base.poll = slow_poll
    replace_everywhere(wait, slow_wait)
