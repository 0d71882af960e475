"""The calls of a program that are looked at: how each is described, and how it is noted."""

import contextlib
import functools
import sys
import time
from collections.abc import Callable
from multiprocessing import connection
from threading import get_ident, main_thread
from types import FrameType
from typing import Any

from examiner.facts.calls import CALLS_LOGGED, EXIT, MANAGED, Call
from examiner.facts.labels import label
from examiner.stage import cpython, where
from examiner.stage.recorder import Recorder
from examiner.stage.shared import key_of

_CONNECTIONS = connection.__file__

_QUIET_ENDINGS = frozenset({"Empty", "Full"})
"""A poll that found nothing is not logged: a polling loop would fill the log with it."""


_A_WAIT = 50_000_000
"""Nanoseconds: who waits longer than that does not only look."""


def traced(rec: Recorder, original: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Return a function that notes who is in `original`, and logs the call once it is over."""
    current = rec.current

    @where.passes_on
    @functools.wraps(original)
    def call(*args: Any, **kwargs: Any) -> Any:
        ident = get_ident()
        if ident in current:
            return original(*args, **kwargs)
        begun = time.monotonic_ns()
        current[ident] = (name, args, sys._getframe(), begun)
        ending = "ok"
        result = None
        try:
            result = original(*args, **kwargs)
        except BaseException as error:
            ending = type(error).__name__
            raise
        finally:
            current.pop(ident, None)
            if ending not in _QUIET_ENDINGS or rec.logs_looks or _took_long(rec, begun):
                if rec.calls_left > 0:
                    _log_call(rec, Call(name, args, sys._getframe(), begun), ending, result)
                elif rec.recent is not None:
                    _note_call(rec, ident, name, args, begun, ending, result)
                elif time.monotonic_ns() > rec.tell_at:
                    _tell_that_it_gets_on(rec, Call(name, args, sys._getframe(), begun))
        return result

    return call


def _took_long(rec: Recorder, begun: int) -> bool:
    """Was it a wait that ran out, and no quick look? It must not fill the log either."""
    return time.monotonic_ns() - begun > _A_WAIT and rec.calls_left > CALLS_LOGGED // 2


def trace_method(rec: Recorder, cls: Any, method: str, noun: str, called: str = "") -> None:
    """Trace a method of a class; its calls are told as `noun.method()`, or as `called`."""
    original = getattr(cls, method)
    setattr(cls, method, traced(rec, original, f"{noun}.{called or method}()"))


def _log_call(rec: Recorder, call: Call, ending: str, result: object) -> None:
    caller = call.frame.f_back
    if caller is not None and caller.f_code.co_filename == _CONNECTIONS:
        return  # a manager and its client make sure of each other
    described = describe(call)
    if described["file"] is None:
        return  # the library's own call
    if described["plain"].startswith("proxy."):
        if call.name != "connection.recv()":
            return  # the first half of a round trip: its answer tells what came of it
        ending, result = _answered(ending, result)
        if ending in _QUIET_ENDINGS and not rec.logs_looks:
            return
    rec.calls_left -= 1
    rec.log("call", end=ending, result=label(result), thread=thread_here(), **described)


def _tell_that_it_gets_on(rec: Recorder, call: Call) -> None:
    """Log now and then that a manager's object is changed, once calls are not logged any more."""
    caller = call.frame.f_back
    if caller is None or not caller.f_code.co_filename.endswith("managers.py"):
        return
    described = describe(call)
    changes = described["plain"] in MANAGED and described["file"] is not None
    rec.tell_at = time.monotonic_ns() + (_NOW_AND_THEN if changes else _SOON)
    if changes:
        rec.log("busy", **{name: described[name] for name in ("call", "file", "line")})


_NOW_AND_THEN, _SOON = 250_000_000, 5_000_000
"""Nanoseconds until the next such look."""


def _note_call(
    rec: Recorder,
    ident: int,
    name: str,
    args: tuple[Any, ...],
    begun: int,
    ending: str,
    result: object,
) -> None:
    """Keep what is cheap to know: a program may do this a hundred thousand times a second."""
    program = where.program_frame(sys._getframe(2))
    if program is None:
        return
    now = time.monotonic_ns()
    key = getattr(args[0], _KEY, None) if args else ""
    # No object of the program's is kept, nor a frame: that would keep a pipe's end open.
    noted = (
        name, begun, now, _remembered_key(args[0]) if key is None else key,
        program.f_code, program.f_lasti, ending,
        args[1] if len(args) > 1 and type(args[1]) in _CHEAP else _NOT_KEPT,
        result if type(result) in _CHEAP else _NOT_KEPT,
        "" if ident == rec.main_thread else thread_here(),
    )  # fmt: skip
    rec.note(noted, now)


_CHEAP = frozenset({int, float, bool, type(None)})
"""Types of arguments and results that cost nothing to keep."""

_NOT_KEPT = ...


def thread_here() -> str:
    """Return this thread's name, `""` for the main thread's."""
    if get_ident() == main_thread().ident:
        return ""
    return cpython.thread_name(get_ident()) or "a thread"


def _remembered_key(subject: object) -> str:
    key = key_of(subject)
    with contextlib.suppress(AttributeError):
        setattr(subject, _KEY, key)
    return key


_KEY = "_ipc_kata_key"


def as_entry(noted: tuple[Any, ...]) -> dict[str, object]:
    """Return a kept call as the data of an entry."""
    name, begun, ended, key, code, lasti, ending, argument, result, thread = noted
    return {
        "t": ended, "end": ending, "result": _kept(result),
        "call": where.spelled(code, lasti, name), "plain": name, "key": key,
        "argument": _kept(argument), "whom": None, "file": code.co_filename,
        "line": where.line_number(code, lasti), "begun": begun, "thread": thread,
    }  # fmt: skip


def _kept(value: object) -> str:
    return "" if value is _NOT_KEPT else label(value)


def _answered(ending: str, result: object) -> tuple[str, object]:
    """Return how a manager's call ended, and its result, from the server's answer."""
    if ending == "ok" and isinstance(result, tuple) and len(result) == 2:
        kind, value = result
        return ("ok", value) if kind == "#RETURN" else (type(value).__name__, None)
    return ending, result


def describe(call: Call) -> dict[str, Any]:
    """Return a traced call as plain data: call, key of the object, argument, file, line, begin."""
    name, args, frame, begun = call
    # The library calls it itself: below it there may be lines of a forked child's parent.
    program = where.program_frame(frame) if name != EXIT else None
    subject: Any = args[0] if args else None
    key, argument = key_of(subject), label(args[1]) if len(args) > 1 else ""
    if frame.f_back and frame.f_back.f_code.co_filename.endswith("managers.py"):
        name, key, argument = _asked_of_manager(frame.f_back)
    return {
        "call": name if program is None else where.spelling(program, name),
        "plain": name,
        "key": key,
        "argument": argument,
        "whom": subject.pid if cpython.has_been_started(subject) else None,
        "file": program and program.f_code.co_filename,
        "line": program and (program.f_lineno or 0),
        "begun": begun,
    }


def _asked_of_manager(caller: FrameType) -> tuple[str, str, str]:
    """Return what a proxy asks its manager's server, as `proxy.get()`, of which object, with what.

    Making or counting a proxy is nothing: the program's line says better what it is for.
    """
    if caller.f_code.co_name != cpython.CALL_METHOD.name:
        return "", "", ""
    method, kind, number, arguments = cpython.proxy_of(caller)
    return f"proxy.{method}()", f"{kind}:{number}", ", ".join(map(label, arguments))


def log_error(rec: Recorder, error: BaseException, by: str = "", item: str = "") -> None:
    """Log an exception: by whom, if not by the process's main thread; with which item lost."""
    rec.log("error", **error_data(error), by=by, item=item)


def error_data(error: BaseException) -> dict[str, Any]:
    """Return an exception as plain data.

    Type, message (cut), frames outside the machinery, whole traceback if it is the kit's own fault.
    """
    try:
        message = str(error)[:4000]
    except Exception:  # noqa: BLE001  # a learner's exception class may fail in __str__
        message = "(its __str__ fails)"
    frames = where.frames_of(error.__traceback__)
    if isinstance(error, SyntaxError) and error.filename:
        frames.append([error.filename, error.lineno or 0, "<module>"])
        message = error.msg
    own = where.own_fault(error)
    return {"type": type(error).__name__, "message": message, "frames": frames, "own": own}
