"""Amplifier: timed waits end early."""

import functools
import sys

from examiner.stage import where
from examiner.stage.amplifiers.timed_waits import change_limits, change_lock_limits
from examiner.stage.noting import thread_here
from examiner.stage.recorder import recorder
from examiner.stage.where import passes_on

_SOON = 0.1
"""Seconds that a timed wait takes at most."""


def short_timeouts(folder: str) -> None:
    """Let whoever waits for data or a lock soon run out of time, and log that.

    A timeout does not tell how long they take. Who goes on waiting loses nothing by it; who
    takes silence for the end is wrong at once, and not only when somebody is later than a minute.
    """
    for change in (change_limits, change_lock_limits):
        change(_soon, functools.partial(_log, folder))


@passes_on
def _soon(seconds: float) -> float:
    return min(seconds, _SOON)


def _log(folder: str, plain: str, timeout: float | None) -> None:
    """Log that a wait ran out that the program had given more time."""
    program = where.program_frame(sys._getframe(2))
    if timeout is None or timeout <= _SOON or program is None:
        return
    recorder(folder).log(
        "hurried", call=where.spelling(program, plain), plain=plain, seconds=float(timeout),
        file=program.f_code.co_filename, line=program.f_lineno or 0, thread=thread_here(),
    )  # fmt: skip
