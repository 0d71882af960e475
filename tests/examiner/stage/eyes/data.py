"""Eyes on queues, pipes and managers."""

import functools
import sys
import time
from collections.abc import Callable
from multiprocessing import connection, context, queues
from threading import get_ident
from types import FrameType
from typing import Any

from examiner.facts.calls import FEEDER, Call
from examiner.facts.labels import label
from examiner.stage import cpython, shared, where
from examiner.stage.noting import log_error, trace_method, traced
from examiner.stage.recorder import Recorder


def open_eyes(rec: Recorder) -> None:
    """Look at what is put and got, sent and received."""
    _queues(rec)
    _connections(rec)
    _managers(rec)


def _queues(rec: Recorder) -> None:
    for cls in (queues.Queue, queues.SimpleQueue):
        trace_method(rec, cls, "get", "queue")
        trace_method(rec, cls, "put", "queue")
        _announce(rec, cls)
    trace_method(rec, queues.JoinableQueue, "put", "queue")
    trace_method(rec, queues.JoinableQueue, "join", "queue")
    cpython.RESET_QUEUE.wrap(_with_direct_calls)
    cpython.FEED.wrap(functools.partial(_feeding, rec))
    cpython.FEEDER_ERROR.wrap(functools.partial(_telling_what_is_lost, rec))


def _connections(rec: Recorder) -> None:
    for method in ("send", "send_bytes", "recv", "recv_bytes", "recv_bytes_into"):
        trace_method(rec, cpython.CONNECTION.get(), method, "connection")
    pipe, wait = connection.Pipe, connection.wait

    @where.passes_on
    @functools.wraps(pipe)
    def noted_pipe(duplex: bool = True) -> Any:
        ends = pipe(duplex)
        place = where.place_of(sys._getframe(1))
        rec.log("pair", ends=[shared.key_of(end) for end in ends], place=place)
        return ends

    connection.Pipe = noted_pipe
    connection.wait = traced(rec, wait, "connection.wait()")


def _announce(rec: Recorder, cls: Any) -> None:
    """Log where the program itself makes a `cls`.

    What the library makes for itself is its own.
    """
    init = cls.__init__

    @where.passes_on
    @functools.wraps(init)
    def noted_init(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        _log_making(rec, type(self).__name__, sys._getframe(1), self)

    cls.__init__ = noted_init


def _managers(rec: Recorder) -> None:
    import multiprocessing

    manager = context.BaseContext.Manager

    @where.passes_on
    @functools.wraps(manager)
    def noted_manager(self: Any) -> Any:
        _log_making(rec, "Manager", sys._getframe(1))
        return manager(self)

    context.BaseContext.Manager = noted_manager  # type: ignore[method-assign]
    # The package bound its own copies of the default context's methods when it was imported.
    multiprocessing.Manager = cpython.DEFAULT_CONTEXT.get().Manager


def _log_making(rec: Recorder, what: str, caller: FrameType, made: object = None) -> None:
    while caller.f_back and caller.f_code.co_filename.endswith(("context.py", "queues.py")):
        caller = caller.f_back
    if where.program_frame(caller) is caller:
        place = [caller.f_code.co_filename, caller.f_lineno or 0]
        key, most = shared.key_of(made), cpython.maxsize(made)
        rec.log("make", what=what, place=place, key=key, maxsize=most)


def _with_direct_calls(reset: Callable[..., None]) -> Callable[..., None]:
    """Return a queue's reset after which the queue's own calls go past the wrappers.

    They are part of its `get` and `put`, and looking at each of them would only cost time.
    """
    base = cpython.CONNECTION.get()
    receive, send = (getattr(m, "__wrapped__", m) for m in (base.recv_bytes, base.send_bytes))

    @where.passes_on
    @functools.wraps(reset)
    def direct_reset(self: Any, *args: Any, **kwargs: Any) -> None:
        reset(self, *args, **kwargs)
        cpython.call_directly(self, receive, send)

    return direct_reset


def _feeding(rec: Recorder, feed: Callable[..., None]) -> Callable[..., None]:
    """Return a feeder thread's body that counts as one call: its own calls are the library's."""

    @where.passes_on
    @functools.wraps(feed)
    def feeding(buffer: Any, notempty: Any, send_bytes: Any, lock: Any, *rest: Any) -> None:
        args = (send_bytes.args[0], lock)
        rec.current[get_ident()] = Call(FEEDER, args, sys._getframe(), time.monotonic_ns())
        try:
            feed(buffer, notempty, send_bytes, cpython.bare(lock), *rest)
        finally:
            rec.current.pop(get_ident(), None)

    return feeding


def _telling_what_is_lost(rec: Recorder, original: Callable[..., None]) -> Callable[..., None]:
    def on_queue_feeder_error(error: BaseException, item: object) -> None:
        log_error(rec, error, by="its feeder thread", item=label(item))
        original(error, item)

    return on_queue_feeder_error
