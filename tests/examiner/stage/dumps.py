"""What each thread of a process does now, told when the supervisor asks."""

import os
import signal
import sys
import threading
import time
from functools import partial
from threading import get_ident
from types import FrameType
from typing import Any, Never

from examiner.facts.calls import FEEDER, Call, Current
from examiner.facts.environment import PORTABLE
from examiner.stage import shared, where
from examiner.stage.noting import describe
from examiner.stage.recorder import Recorder

DUMP_SIGNAL = getattr(signal, "SIGRTMAX", None) and signal.SIGRTMAX - 3
"""Asks a process to log what each of its threads does. A real-time signal, which programs
hardly use; a Python handler runs also while the main thread is blocked in a semaphore, a pipe
or waitpid, because CPython resumes those calls after it."""
if DUMP_SIGNAL is None:
    DUMP_SIGNAL = getattr(signal, "SIGUSR2", None)  # macOS; Windows has none
if os.environ.get(PORTABLE) == "fresh":
    DUMP_SIGNAL = None

DUMP_REQUEST = "dump-please"
"""Where there is no such signal, a file of this name asks for the same."""

WATCHER = "ipc-kata"
"""Name of the thread that looks for it, of which nothing is told."""

_REQUEST_LOOK = 0.1
"""Seconds between two of its looks."""


def answer_requests(rec: Recorder) -> None:
    """Be ready to tell what this process does, when the supervisor asks."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a killed process flushes nothing
    if DUMP_SIGNAL is None:
        _start_watcher(rec)
        if hasattr(os, "register_at_fork"):  # a forked child has none of its parent's threads
            os.register_at_fork(after_in_child=partial(_start_watcher, rec))
    elif threading.current_thread() is threading.main_thread():
        signal.signal(DUMP_SIGNAL, lambda _signal, frame: dump(rec, frame))


def _start_watcher(rec: Recorder) -> None:
    threading.Thread(target=_dump_on_request, args=(rec,), name=WATCHER, daemon=True).start()


def _dump_on_request(rec: Recorder) -> None:
    """Dump when a file asks for it: on Windows, where no signal can."""
    request = os.path.join(rec.folder, DUMP_REQUEST)
    while not os.path.exists(request):
        time.sleep(_REQUEST_LOOK)
    dump(rec, None)


def tell_before_interrupt(rec: Recorder) -> None:
    """Let this process tell where it is before Ctrl-C interrupts it."""
    usual = signal.default_int_handler

    def default_int_handler(number: int, frame: FrameType | None) -> Never:
        dump(rec, frame)
        usual(number, frame)

    if signal.getsignal(signal.SIGINT) is usual:
        # By its name too: asyncio asks whether the handler is the default one.
        signal.default_int_handler = default_int_handler
        signal.signal(signal.SIGINT, default_int_handler)


def dump(rec: Recorder, frame: FrameType | None) -> None:
    """Log what every thread of this process is doing now, and which locks the process holds."""
    rec.flush()
    names = {thread.ident: thread for thread in threading.enumerate()}
    main = threading.main_thread().ident
    threads = []
    for ident, top in where.current_frames().items():
        thread = names.get(ident)
        if getattr(thread, "name", "") == WATCHER:
            continue
        innermost = frame if frame is not None and ident == get_ident() else top
        threads.append(
            {
                "thread": "main" if ident == main else str(getattr(thread, "name", "?")),
                "call": _unfinished(rec.current.get(ident)),
                "stack": where.stack(innermost),
                "here": _here(innermost),
            }
        )
    rec.log("dump", threads=threads, held=shared.held())


def _unfinished(current: Current | None) -> dict[str, Any] | None:
    if current is None:
        return None
    call = Call(*current)
    subject, *others = call.args or (None,)
    if call.name == FEEDER:
        return describe(call) | {"state": {"lock": shared.key_of(others[0])}}
    return describe(call) | {"state": shared.state_of(subject)}


def _here(frame: FrameType | None) -> list[Any] | None:
    """The innermost program line of a thread: [spelling, file, line], or None."""
    program = where.program_frame(frame)
    if program is None:
        return None
    return [where.line_of(program), program.f_code.co_filename, program.f_lineno or 0]
