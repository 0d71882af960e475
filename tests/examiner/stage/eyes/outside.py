"""Eyes on what reaches beyond the processes: timers, and shared memory with a name."""

import functools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython, where
from examiner.stage.recorder import Recorder


def open_eyes(rec: Recorder) -> None:
    """Look at who sets a timer or makes shared memory."""
    # A pending timer could still wake a sleeping process: no proof may be given then.
    for name in ("alarm", "setitimer"):
        original = getattr(signal, name, None)
        if original is not None:
            setattr(signal, name, _noting_timer(rec, original))
    if os.name == "posix":  # Windows frees shared memory by itself
        cpython.OPEN_MEMORY.wrap(lambda original: _noting_memory(rec, original))


def _noting_timer(rec: Recorder, original: Callable[..., Any]) -> Callable[..., Any]:
    @where.passes_on
    @functools.wraps(original)
    def noted(*args: Any, **kwargs: Any) -> Any:
        rec.log("timer")
        return original(*args, **kwargs)

    return noted


def _noting_memory(rec: Recorder, shm_open: Callable[..., int]) -> Callable[..., int]:
    @where.passes_on
    def noted_open(path: str, *args: Any, **kwargs: Any) -> int:
        descriptor = shm_open(path, *args, **kwargs)
        rec.log("memory", name=path, place=where.place_of(sys._getframe(1)))
        return descriptor

    return noted_open
