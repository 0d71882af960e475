"""Threads, and the locks between them.

A new thread waits for its first turn before it does anything. Who takes a lock in a line of the
program asks, if there are other threads. In the library a lock that is free is taken without
asking; only who finds it taken goes by the controller.
"""

import queue
import sys
import threading
import types
from threading import get_ident
from typing import Any

from examiner.stage import cpython, where
from examiner.stage.control.link import (
    ask,
    enter,
    here,
    is_controlled,
    leave,
    natively,
    perform,
    tell,
    tell_error,
    touch,
)

_new_lock = cpython.NEW_LOCK.get()


class Lock:
    """Stands in for threading.Lock."""

    def __init__(self) -> None:
        self._lock, self._waiting, self._key = _new_lock(), 0, ""

    @where.passes_on
    def acquire(self, blocking: bool = True, timeout: float | None = -1) -> bool:
        """Take it, as soon as it is free and that is granted."""
        is_ours = not where.is_programs(sys._getframe(1).f_code.co_filename)
        if (is_ours or threading.active_count() == 1) and self._lock.acquire(False):
            return True
        if not is_controlled():
            return bool(self._lock.acquire(blocking, -1 if timeout is None else timeout))
        self._waiting += 1
        try:
            taken: bool = perform(
                "acquire" if blocking else "try", [self._name()], ["a thread's lock"], self._try,
                timeout=None if timeout is None or timeout < 0 else timeout, block=blocking,
            )  # fmt: skip
            return taken
        finally:
            self._waiting -= 1

    @where.passes_on
    def _try(self) -> tuple[bool, bool]:
        taken = self._lock.acquire(False)
        return taken, taken

    def _name(self) -> str:
        if not self._key:
            self._key = f"t{here.name}:{here.next('object')}"
        return self._key

    @where.passes_on
    def release(self) -> None:
        """Give it back."""
        self._lock.release()
        if self._waiting and here.on:
            touch(self._key)

    def locked(self) -> bool:
        """Is it taken?"""
        return bool(self._lock.locked())

    _is_owned = locked
    __enter__ = acquire

    @where.passes_on
    def __exit__(self, *_: object) -> None:
        self.release()

    def _at_fork_reinit(self) -> None:
        self._lock._at_fork_reinit()
        self._waiting = 0


class Started:
    """Stands in for a thread's `_started`: it sets it, and then waits for its first turn."""

    def __init__(self, name: str) -> None:
        self.name, self.has_ended = name, False
        self._is_set, self._lock = False, _new_lock()
        self._lock.acquire()

    def is_set(self) -> bool:
        """Has it begun?"""
        return self._is_set

    def set(self) -> None:
        """Begin: called by the new thread."""
        self._is_set = True
        self._lock.release()
        if here.on:
            enter(self.name)
            ask("begin")

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it has begun: that takes no turn."""
        self._lock.acquire()
        self._lock.release()
        return True

    def _at_fork_reinit(self) -> None:
        self._lock._at_fork_reinit()
        if not self._is_set:
            self._lock.acquire()


def install() -> None:
    """Hook threads, their locks, and the queues between them."""
    _lives()
    _ends()
    _errors()
    module: Any = threading
    module.Lock = Lock
    cpython.replace_locks(Lock)
    if not isinstance(threading.RLock, types.FunctionType):
        module.RLock = cpython.PYTHON_RLOCK.get()
    queues: Any = queue
    queues.SimpleQueue = cpython.PYTHON_SIMPLE_QUEUE.get()


def _lives() -> None:
    kind: Any = threading.Thread
    start, join, is_alive = kind.start, kind.join, kind.is_alive

    @where.passes_on
    def controlled_start(self: Any) -> None:
        if not is_controlled() or cpython.beginning_of(self).is_set():
            start(self)
            return
        name = f"{here.name}/{here.next('thread')}"
        cpython.set_beginning_of(self, Started(name))
        tell("expect", name)
        start(self)
        tell("thread", name, self.name)

    @where.passes_on
    def controlled_join(self: Any, timeout: float | None = None) -> None:
        started = cpython.beginning_of(self)
        if isinstance(started, Started) and _is_running(started) and is_controlled():
            ended = self is threading.current_thread() or perform(
                "join", [f"e{started.name}"], [""],
                lambda: (started.has_ended, started.has_ended), timeout=timeout, look="poll",
            )  # fmt: skip
            if not ended:
                return
            timeout = None  # it is at its end, and needs no more turns
        join(self, timeout)

    @where.passes_on
    def controlled_is_alive(self: Any) -> bool:
        started = cpython.beginning_of(self)
        if isinstance(started, Started) and started.has_ended:
            join(self)
        return bool(is_alive(self))

    kind.start, kind.join, kind.is_alive = controlled_start, controlled_join, controlled_is_alive


def _is_running(started: Started) -> bool:
    return started.is_set() and not started.has_ended


def _ends() -> None:
    def ending(delete: Any) -> Any:
        def _delete(self: Any) -> None:
            delete(self)
            started = cpython.beginning_of(self)
            if not isinstance(started, Started) or not here.on:
                return
            started.has_ended = True
            own = here.links.pop(get_ident(), None)
            if own is not None:
                leave(own)

        return _delete

    def shutting_down(shutdown: Any) -> Any:
        @where.passes_on
        def _shutdown() -> None:
            if is_controlled():
                for thread in threading.enumerate():
                    mine = thread in (threading.current_thread(), threading.main_thread())
                    if not thread.daemon and not mine:
                        thread.join()
                with natively():
                    shutdown()
            else:
                shutdown()

        return _shutdown

    cpython.DELETE_THREAD.wrap(ending)
    cpython.SHUT_THREADS_DOWN.wrap(shutting_down)


def _errors() -> None:
    hook = threading.excepthook

    @where.passes_on
    def telling_hook(args: Any) -> None:
        if args.exc_value is not None:
            tell_error(args.exc_value)
        hook(args)

    threading.excepthook = telling_hook
