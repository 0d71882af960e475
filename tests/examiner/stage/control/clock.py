"""Time: it goes on when the controller says so, and by a little with each look at it."""

import queue
import sys
import time
from typing import Any

from examiner.stage import cpython, where
from examiner.stage.control.link import ask, here, is_controlled

EPOCH = 1_700_000_000.0
"""Seconds since 1970 at which the virtual clock begins."""

LOOK = 1e-6
"""Seconds that a look at the clock takes: who looks until it is late comes to an end."""


def now() -> float:
    """Return the virtual time, in seconds."""
    here.now += LOOK
    return here.now


def install() -> None:
    """Put the virtual clock in the place of the real one; process and thread times stay real."""
    sleep = time.sleep

    @where.passes_on
    def controlled_sleep(seconds: float) -> None:
        if not is_controlled():
            sleep(seconds)
        elif seconds < 0:
            raise ValueError("sleep length must be non-negative")
        elif seconds == 0:
            ask("yield")
        else:
            ask("sleep", deadline=here.now + seconds, blocked=True)

    cpython.replace_clock(now)
    queues: Any = queue
    modules: list[Any] = list(sys.modules.values())
    for module in modules:  # amplifiers have it by name
        if getattr(module, "__dict__", {}).get("sleep") is sleep:
            module.sleep = controlled_sleep
    time.monotonic = time.perf_counter = queues.time = now
    time.time = lambda: EPOCH + now()
    time.monotonic_ns = time.perf_counter_ns = lambda: int(now() * 1e9)
    time.time_ns = lambda: int((EPOCH + now()) * 1e9)
