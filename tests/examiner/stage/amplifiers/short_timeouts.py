"""Amplifier: timed waits for data end early."""

import sys
from multiprocessing import connection, queues
from queue import Empty
from typing import Any

from examiner.stage import cpython, where
from examiner.stage.amplifiers.replacing import replace_everywhere
from examiner.stage.noting import thread_here
from examiner.stage.recorder import recorder
from examiner.stage.where import passes_on

_SOON = 0.1
"""Seconds that a timed wait for data takes at most."""


def short_timeouts(folder: str) -> None:
    """Let whoever waits for data soon run out of time, and log that.

    A timeout does not tell how long the data take. Who goes on waiting loses nothing by it; who
    takes silence for the end is wrong at once, and not only when somebody is later than a minute.
    """
    base = cpython.CONNECTION.get()
    get, poll, wait = queues.Queue.get, base.poll, connection.wait

    @passes_on
    def short_get(self: Any, block: bool = True, timeout: float | None = None) -> Any:
        try:
            return get(self, block, _soon(timeout))
        except Empty:
            if block:
                _log(folder, "queue.get()", timeout)
            raise

    @passes_on
    def short_poll(self: Any, timeout: float | None = 0.0) -> Any:
        ready = poll(self, _soon(timeout))
        if not ready:
            _log(folder, "connection.poll()", timeout)
        return ready

    @passes_on
    def short_wait(object_list: Any, timeout: float | None = None) -> list[Any]:
        ready = wait(object_list, _soon(timeout))
        if not ready:
            _log(folder, "connection.wait()", timeout)
        return ready

    queues.Queue.get = short_get  # type: ignore[method-assign]
    base.poll = short_poll
    replace_everywhere(wait, short_wait)


@passes_on
def _soon(timeout: float | None) -> float | None:
    return None if timeout is None else min(timeout, _SOON)


def _log(folder: str, plain: str, timeout: float | None) -> None:
    """Log that a wait ran out that the program had given more time."""
    program = where.program_frame(sys._getframe(2))
    if timeout is None or timeout <= _SOON or program is None:
        return
    recorder(folder).log(
        "hurried", call=where.spelling(program, plain), plain=plain, seconds=float(timeout),
        file=program.f_code.co_filename, line=program.f_lineno or 0, thread=thread_here(),
    )  # fmt: skip
