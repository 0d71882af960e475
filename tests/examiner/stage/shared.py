"""Shared objects: what identifies each in every process, what state it is in, who holds it."""

import contextlib
import os
import threading
import weakref
from multiprocessing import queues, synchronize
from typing import Any

from examiner.stage import cpython

_locks: "weakref.WeakSet[Any]" = weakref.WeakSet()
"""Every lock that this process knows."""


def remember(lock: object) -> None:
    """Note a lock, so that `held` finds it."""
    _locks.add(lock)


def held() -> list[str]:
    """Return the keys of the locks that this process holds."""
    return [key_of(lock) for lock in list(_locks) if _is_held(lock)]


def _is_held(lock: Any) -> bool:
    return isinstance(lock, (synchronize.Lock, synchronize.RLock)) and cpython.is_held(lock)


def key_of(subject: object) -> str:
    """Return what identifies a shared object in every process.

    That is its pipe's inode or its semaphore; `""` if there is none.
    """
    try:
        if isinstance(subject, (queues.Queue, queues.SimpleQueue)):
            return _inode(cpython.reader(subject).fileno())
        if isinstance(subject, cpython.CONNECTION.get()):
            return _inode(subject.fileno())
    except (OSError, AttributeError):
        return ""  # closed already
    name = cpython.semaphore_of(subject)
    return f"semaphore:{name}" if name else ""


def _inode(descriptor: int) -> str:
    return f"inode:{os.fstat(descriptor).st_ino}"


_COLLECTIONS: Any = (list, tuple, set, frozenset, dict, type({}.keys()), type({}.values()))
"""What several connections are waited for in; an iterator must not be used up."""


def state_of(subject: Any) -> dict[str, Any]:
    """Return what a waiting process wants to know of the object that it waits for.

    `parties` and `waiting` of a barrier, `unfinished` of a joinable queue, `maxsize` of a bounded
    one, the `value` of a semaphore, the `thread` that is joined, the `keys` of several connections.
    """
    state: dict[str, Any] = {}
    with contextlib.suppress(AttributeError, NotImplementedError, OSError, ValueError):
        if isinstance(subject, _COLLECTIONS):
            state["keys"] = [key for each in subject if (key := key_of(each))]
        elif isinstance(subject, threading.Barrier):
            state |= {"parties": subject.parties, "waiting": subject.n_waiting}
        elif isinstance(subject, threading.Thread):
            state["thread"] = subject.name
        elif isinstance(subject, synchronize.Semaphore):
            state["value"] = subject.get_value()
        elif isinstance(subject, queues.Queue):
            state["maxsize"] = cpython.maxsize(subject)
            if isinstance(subject, queues.JoinableQueue):
                state["unfinished"] = cpython.unfinished(subject)
    return state
