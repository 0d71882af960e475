"""Steps that do not end, and what makes them hard to end: it has to be done by force."""

import contextlib
import ctypes
import os
import signal
import time

from examiner.stage.props.steps import Step
from examiner.stage.recorder import recorder

_LONG = 60.0
"""Seconds that they last all the same: longer than any trial."""

_TICK = 0.04
"""Seconds between two signs of life."""

_FORCE = "it is ended by force"
"""What somebody at such a step waits for."""

AT_WORK = "at work"
"""Name of the signs of life of who stays."""

OVERDUE = "overdue"
"""Name of those that come when it should have been ended."""


def sleeps_on() -> Step:
    """Sleep, and heed what signals and exceptions say."""
    return Step(_hang)


def _hang(folder: str) -> None:
    recorder(folder).log("hold", name=_FORCE)
    time.sleep(_LONG)


def blocks() -> Step:
    """Stay in C with the interpreter's lock in hand: no thread and no handler of signals runs."""
    return Step(_block)


def _block(folder: str) -> None:
    recorder(folder).log("hold", name=_FORCE)
    if os.name == "nt":
        ctypes.PyDLL("kernel32").Sleep(int(_LONG * 1000))
        return
    library, mutex = ctypes.PyDLL(None), ctypes.create_string_buffer(256)
    library.pthread_mutex_init(mutex, None)
    for _ in range(2):  # nobody unlocks it, and unlike a sleep this goes on after a signal
        library.pthread_mutex_lock(mutex)


def turns_deaf() -> Step:
    """Ignore SIGTERM from now on."""
    return Step(_turn_deaf)


def _turn_deaf(folder: str) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def stays(due: float, lasts: float = _LONG) -> Step:
    """Go on for so long, whatever exception is raised; tell a sign of life now and then.

    It has another name when it is `due`, in seconds, to have been ended.
    """
    return Step(_stay, due, lasts)


def _stay(folder: str, due: float, lasts: float) -> None:
    log = recorder(folder).log
    begun = time.monotonic()
    while (lasted := time.monotonic() - begun) < lasts:
        log("value", name=OVERDUE if lasted > due else AT_WORK, value="True", leaves=[])
        with contextlib.suppress(Exception):  # as somebody's program may do
            time.sleep(_TICK)
