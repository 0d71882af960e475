"""Amplifiers of looking at a queue or a pipe: what was seen is gone, or takes longer to come."""

import sys
import time
from multiprocessing import connection, queues
from typing import Any

from examiner.stage.props.steps import Step
from examiner.stage.riders import everywhere


def looks_late(seconds: float) -> Step:
    """Amplifier: whoever sees that there is something, or room for it, acts that much later.

    It sees that with `empty()`, `poll()`, `full()` or `connection.wait()`. What was true when it
    looked need not be true when it acts; the delay makes sure of it.
    """
    return _LateLooks("stale", value=seconds)


class _LateLooks(Step):
    def __call__(self, folder: str) -> None:
        _act_late_on_looks(self.value)


def _act_late_on_looks(seconds: float) -> None:
    empty, poll = queues.Queue.empty, connection._ConnectionBase.poll
    full, wait = queues.Queue.full, connection.wait

    def slow_full(self: Any) -> bool:
        no_room = full(self)
        if not no_room:
            time.sleep(seconds)
        return no_room

    def slow_empty(self: Any) -> bool:
        nothing = empty(self)
        if not nothing:
            time.sleep(seconds)
        return nothing

    def slow_poll(self: Any, timeout: float | None = 0.0) -> bool:
        something = poll(self, timeout)
        # Not the poll with which get(timeout) looks itself, under the queue's lock.
        if something and not sys._getframe(1).f_code.co_filename.endswith("queues.py"):
            time.sleep(seconds)
        return something

    def slow_wait(*args: Any, **kwargs: Any) -> list[Any]:
        ready = wait(*args, **kwargs)
        # Not the wait with which poll() looks.
        if ready and not sys._getframe(1).f_code.co_filename.endswith("connection.py"):
            time.sleep(seconds)
        return ready

    queues.Queue.empty = slow_empty  # type: ignore[method-assign]
    queues.Queue.full = slow_full  # type: ignore[method-assign]
    connection._ConnectionBase.poll = slow_poll  # type: ignore[method-assign]
    _replace(wait, slow_wait)


def short_timeouts() -> Step:
    """Amplifier, here and in all processes to come: who waits for data soon runs out of time.

    A timeout does not tell how long the data take. Who goes on waiting loses nothing by it; who
    takes silence for the end is wrong at once, and not only when somebody is later than a minute.
    """
    return _ShortTimeouts("hasten")


class _ShortTimeouts(Step):
    def __call__(self, folder: str) -> None:
        everywhere(_cut_timeouts)


_SOON = 0.1
"""Seconds that a timed wait for data takes at most."""


def _cut_timeouts() -> None:
    get, poll = queues.Queue.get, connection._ConnectionBase.poll
    wait = connection.wait

    def short_get(self: Any, block: bool = True, timeout: float | None = None) -> Any:
        return get(self, block, _soon(timeout))

    def short_poll(self: Any, timeout: float | None = 0.0) -> bool:
        return poll(self, _soon(timeout))

    def short_wait(object_list: Any, timeout: float | None = None) -> list[Any]:
        return wait(object_list, _soon(timeout))

    queues.Queue.get = short_get  # type: ignore[method-assign]
    connection._ConnectionBase.poll = short_poll  # type: ignore[method-assign]
    _replace(wait, short_wait)


def _soon(timeout: float | None) -> float | None:
    return None if timeout is None else min(timeout, _SOON)


def _replace(old: object, new: object) -> None:
    """Put one thing in another's place in all modules: an answer may have imported it by name."""
    for module in list(sys.modules.values()):
        named = list(getattr(module, "__dict__", {}).items())
        for name in [name for name, value in named if value is old]:
            setattr(module, name, new)
