"""Eyes on locks, semaphores, conditions, events and barriers."""

import itertools
import sys
import threading
import weakref
from collections.abc import Callable
from multiprocessing import get_start_method, synchronize
from typing import Any

from examiner.stage import cpython, shared, where
from examiner.stage.noting import trace_method, traced
from examiner.stage.recorder import Recorder


def open_eyes(rec: Recorder) -> None:
    """Look at who waits for what."""
    cpython.MAKE_METHODS.wrap(lambda original: _with_traced_acquire(rec, original))
    for cls in (synchronize.Lock, synchronize.RLock, synchronize.Semaphore):
        trace_method(rec, cls, "__enter__", _noun(cls), "acquire")
    trace_method(rec, synchronize.Condition, "wait", "condition")
    for method in ("wait", "set"):
        trace_method(rec, synchronize.Event, method, "event")
    synchronize.Barrier.wait = traced(rec, threading.Barrier.wait, "barrier.wait()")  # type: ignore[method-assign]


def _with_traced_acquire(rec: Recorder, make_methods: Callable[..., None]) -> Callable[..., None]:
    """Return what gives a lock its methods: `acquire` is an attribute of each one's own."""

    def make(self: Any) -> None:
        make_methods(self)
        shared.remember(self)
        if sys._getframe(1).f_code.co_name == "__init__":
            _log_making(rec, self)
        name = f"{_noun(type(self))}.acquire()"
        self.acquire = _not_in_a_cycle(self, traced(rec, _acquire, name))

    return make


MOST_MADE = 50
"""Semaphores that a process tells of: it may make very many."""

_made = itertools.count()


def _log_making(rec: Recorder, made: Any) -> None:
    """Log where the program makes a semaphore that keeps its name: it may be left behind."""
    if get_start_method(allow_none=True) != "fork":
        place = where.place_of(sys._getframe(2))
        if place[1] and next(_made) < MOST_MADE:
            rec.log("semaphore", key=shared.key_of(made), place=place)


@where.passes_on
def _acquire(self: Any, *args: Any, **kwargs: Any) -> Any:
    return cpython.bare(self).acquire(*args, **kwargs)


def _not_in_a_cycle(lock: Any, acquire: Callable[..., Any]) -> Callable[..., Any]:
    """Return an `acquire` for a lock, which is to die with its last reference all the same.

    Its semaphore's name goes then, and a child that still starts does not find it. In a cycle it
    would live on until the next collection, and the program would be right by accident.
    """
    alive, untraced = weakref.ref(lock), lock.acquire

    @where.passes_on
    def acquire_while_alive(*args: Any, **kwargs: Any) -> Any:
        subject = alive()
        return untraced(*args, **kwargs) if subject is None else acquire(subject, *args, **kwargs)

    return acquire_while_alive


def _noun(cls: type) -> str:
    return "semaphore" if issubclass(cls, synchronize.Semaphore) else "lock"
