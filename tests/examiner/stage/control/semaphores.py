"""Locks and semaphores: a class that stands in for the C type of all of them."""

import functools
import threading
from multiprocessing import queues, synchronize
from typing import Any

from examiner.stage import cpython, where
from examiner.stage.control.link import ask, here, is_controlled, link, perform, tell, touch

_Real: Any = cpython.SEMAPHORE.get()


class Semaphore:
    """As the C type, but who waits is let go on by the controller."""

    SEM_VALUE_MAX = _Real.SEM_VALUE_MAX

    @where.passes_on
    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: bool) -> None:
        self._real = _Real(kind, value, maxvalue, name, unlink)
        self.key = f"s{name}"
        self.label = ""

    @classmethod
    def _rebuild(cls, handle: int, kind: int, maxvalue: int, name: str) -> "Semaphore":
        made = cls.__new__(cls)
        made._real = cpython.rebuild_semaphore(_Real, handle, kind, maxvalue, name)
        made.key, made.label = f"s{name}", ""
        return made

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)  # handle, kind, maxvalue, name, _count, _is_mine, …

    def _is_taken_again(self) -> bool:
        return cpython.is_mine(self._real)

    @where.passes_on
    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Take it, as soon as that is granted and can be done."""
        if not is_controlled():
            return bool(self._real.acquire(block, timeout))
        if self._is_taken_again():
            return bool(self._real.acquire(False))  # nobody else sees it
        taken: bool = perform(
            "acquire" if block else "try", [self.key], [self.label], self._try, timeout=timeout,
            block=block,
        )  # fmt: skip
        return taken

    __call__ = acquire

    @where.passes_on
    def _try(self) -> tuple[bool, bool]:
        taken = self._real.acquire(False)
        return taken, taken

    @where.passes_on
    def release(self) -> None:
        """Give it back."""
        if is_controlled() and not (self._is_taken_again() and cpython.times_taken(self._real) > 1):
            ask("release", [self.key], [self.label])
            try:
                self._real.release()
            except ValueError as error:  # it has been given back too often already
                link().outcome = f"raises {type(error).__name__}"
                raise
            touch(self.key)
        else:
            self._real.release()

    @where.passes_on
    def __enter__(self) -> bool:
        return self.acquire()

    @where.passes_on
    def __exit__(self, *_: object) -> None:
        self.release()

    @where.passes_on
    def _get_value(self) -> int:
        self._look()
        return cpython.value_of(self._real)

    @where.passes_on
    def _is_zero(self) -> bool:
        self._look()
        return cpython.value_of(self._real) == 0

    def _look(self) -> None:
        if is_controlled():
            ask("value", [self.key], [self.label])


_CONDITION = {
    "_lock": "lock", "_sleeping_count": "sleeping", "_woken_count": "woken",
    "_wait_semaphore": "wait",
}  # fmt: skip
_QUEUE = {
    "_rlock": "read lock", "_wlock": "write lock", "_sem": "slots", "_reader": "", "_writer": "",
}  # fmt: skip
_EVENT = {"_flag": "flag"} | {f"_cond.{path}": name for path, name in _CONDITION.items()}
_PARTS: list[tuple[Any, dict[str, str]]] = [
    (queues.Queue, _QUEUE),
    (queues.SimpleQueue, _QUEUE),
    (queues.JoinableQueue, _QUEUE | {"_unfinished_tasks": "unfinished"}
     | {f"_cond.{path}": name for path, name in _CONDITION.items()}),
    (synchronize.Condition, _CONDITION),
    (synchronize.Event, _EVENT),
    (synchronize.Lock, {"_semlock": ""}),
    (synchronize.RLock, {"_semlock": ""}),
    (synchronize.Semaphore, {"_semlock": ""}),
    (synchronize.BoundedSemaphore, {"_semlock": ""}),
]  # fmt: skip
"""Of what a class is made, and what we call that."""

_made: dict[str, int] = {}

_making = threading.local()
"""How deep a thread is in the making of things: what is made for another thing is a part of it."""


def _name_what_is_made(made: type, parts: dict[str, str]) -> None:
    initialise = made.__init__  # type: ignore[misc]

    @where.passes_on
    @functools.wraps(initialise)
    def naming(self: Any, *args: Any, **kwargs: Any) -> None:
        depth = getattr(_making, "depth", 0)
        _making.depth = depth + 1
        try:
            initialise(self, *args, **kwargs)
        finally:
            _making.depth = depth
        if depth == 0 and is_controlled():
            _name(self, type(self).__name__.lower(), parts)

    made.__init__ = naming  # type: ignore[misc]


def _name(thing: Any, kind: str, parts: dict[str, str]) -> None:
    number = _made[kind] = _made.get(kind, 0) + 1
    name = f"{kind}{number}" + (f" of {here.name}" if here.name != "0" else "")
    for path, part in parts.items():
        inner = thing
        for attribute in path.split("."):
            inner = getattr(inner, attribute, None)
        inner = getattr(inner, "_semlock", inner)
        if inner is not None:
            inner.label = f"{name}'s {part}" if part else name
            if isinstance(inner, Semaphore):
                tell("named", inner.key, inner.label)
            else:
                inner.is_queues = True


def _mark_ends(made: type) -> None:
    """Let the ends of a queue's pipe know that they are such, also where it is unpickled."""
    restore = made.__setstate__  # type: ignore[attr-defined]

    @where.passes_on
    def marking(self: Any, state: Any) -> None:
        restore(self, state)
        for end in cpython.ends_of(self):
            end.is_queues = True

    made.__setstate__ = marking  # type: ignore[attr-defined]


def install() -> None:
    """Put the class in the place of the C type."""
    cpython.replace_semaphores(Semaphore)
    for made, parts in _PARTS:
        _name_what_is_made(made, parts)
    for made in (queues.Queue, queues.SimpleQueue):
        _mark_ends(made)
