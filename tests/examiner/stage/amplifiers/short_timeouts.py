"""Amplifier: timed waits for data end early."""

from multiprocessing import connection, queues
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import replace_everywhere
from examiner.stage.where import passes_on

_SOON = 0.1
"""Seconds that a timed wait for data takes at most."""


def short_timeouts(folder: str) -> None:
    """Let whoever waits for data soon run out of time.

    A timeout does not tell how long the data take. Who goes on waiting loses nothing by it; who
    takes silence for the end is wrong at once, and not only when somebody is later than a minute.
    """
    base = cpython.CONNECTION.get()
    get, poll, wait = queues.Queue.get, base.poll, connection.wait

    @passes_on
    def short_get(self: Any, block: bool = True, timeout: float | None = None) -> Any:
        return get(self, block, _soon(timeout))

    @passes_on
    def short_poll(self: Any, timeout: float | None = 0.0) -> Any:
        return poll(self, _soon(timeout))

    @passes_on
    def short_wait(object_list: Any, timeout: float | None = None) -> list[Any]:
        return wait(object_list, _soon(timeout))

    queues.Queue.get = short_get  # type: ignore[method-assign]
    base.poll = short_poll
    replace_everywhere(wait, short_wait)


@passes_on
def _soon(timeout: float | None) -> float | None:
    return None if timeout is None else min(timeout, _SOON)
