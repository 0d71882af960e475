"""Shared objects: what identifies each in every process, what state it is in, who holds it."""

import contextlib
import os
import threading
import weakref
from multiprocessing import connection, queues, synchronize
from typing import Any

_locks: "weakref.WeakSet[Any]" = weakref.WeakSet()
"""Every lock that this process knows."""


def remember(lock: object) -> None:
    """Note a lock, so that `held` finds it."""
    _locks.add(lock)


def held() -> list[str]:
    """Return the keys of the locks that this process holds."""
    return [key_of(lock) for lock in list(_locks) if _is_held(lock)]


def _is_held(lock: Any) -> bool:
    # The count is this process's own. A lock may also be given back by another process: then it
    # is free whatever the count says.
    if not isinstance(lock, (synchronize.Lock, synchronize.RLock)):
        return False
    return bool(lock._semlock._count() > 0 and lock._semlock._is_zero())  # type: ignore[union-attr]


def key_of(subject: object) -> str:
    """Return what identifies a shared object in every process.

    That is its pipe's inode or its semaphore; `""` if there is none.
    """
    try:
        if isinstance(subject, (queues.Queue, queues.SimpleQueue)):
            return _inode(subject._reader.fileno())  # type: ignore[union-attr]
        if isinstance(subject, connection._ConnectionBase):
            return _inode(subject.fileno())
    except (OSError, AttributeError):
        return ""  # closed already
    for name in ("_semlock", "_wait_semaphore", "_flag", "_cond"):
        inner = getattr(subject, name, None)
        if name == "_semlock" and inner is not None:
            return f"semaphore:{inner.name or inner.handle}"
        if inner is not None:
            return key_of(inner)
    return ""


def _inode(descriptor: int) -> str:
    return f"inode:{os.fstat(descriptor).st_ino}"


def state_of(subject: Any) -> dict[str, Any]:
    """Return what a waiting process wants to know of the object that it waits for.

    `parties` and `waiting` of a barrier, `unfinished` of a joinable queue, `maxsize` of a bounded
    one, the `value` of a semaphore, the `thread` that is joined.
    """
    state: dict[str, Any] = {}
    with contextlib.suppress(AttributeError, NotImplementedError, OSError, ValueError):
        if isinstance(subject, threading.Barrier):
            state |= {"parties": subject.parties, "waiting": subject.n_waiting}
        elif isinstance(subject, threading.Thread):
            state["thread"] = subject.name
        elif isinstance(subject, synchronize.Semaphore):
            state["value"] = subject.get_value()
        elif isinstance(subject, queues.Queue):
            state["maxsize"] = subject._maxsize  # type: ignore[attr-defined]
            if isinstance(subject, queues.JoinableQueue):
                counter = subject._unfinished_tasks  # type: ignore[attr-defined]
                state["unfinished"] = counter._semlock._get_value()
    return state
