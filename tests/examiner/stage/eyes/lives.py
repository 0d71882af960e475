"""Eyes on processes and threads: who starts, joins and ends whom, and how each ends."""

import atexit
import functools
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing import get_all_start_methods, process
from typing import Any

from examiner.facts.calls import EXIT
from examiner.stage import cpython, where
from examiner.stage.noting import log_error, trace_method, traced
from examiner.stage.recorder import Recorder

_LIBRARY = tuple(
    os.path.join(*parts)
    for parts in (
        ("multiprocessing", "pool.py"), ("multiprocessing", "managers.py"),
        ("futures", "process.py"),
    )
)  # fmt: skip
"""Where the library itself ends processes by SIGTERM: a pool's idle workers, and the server of a
manager that has been told to end and is there a second later still. No death to complain of."""


def open_eyes(rec: Recorder) -> None:
    """Look at the lives of processes and threads."""
    _processes(rec)
    _exits(rec)
    _threads(rec)


def _processes(rec: Recorder) -> None:
    base: Any = process.BaseProcess
    trace_method(rec, base, "join", "process")
    for method in ("terminate", "kill", "interrupt"):
        if hasattr(base, method):  # interrupt came with CPython 3.14
            setattr(base, method, _noting_end(rec, getattr(base, method), method))
            trace_method(rec, base, method, "process")
    _kills(rec)
    start = traced(rec, base.start, "process.start()")

    @where.passes_on
    @functools.wraps(base.start)
    def noted_start(self: Any) -> None:
        start(self)
        rec.log("start", child=self.pid, name=str(self.name), method=cpython.method_of(self))

    base.start = noted_start
    cpython.BOOTSTRAP.wrap(lambda original: _telling_of_itself(rec, original))


def _telling_of_itself(rec: Recorder, bootstrap: Callable[..., int]) -> Callable[..., int]:
    """Return a child's whole life, at whose beginning and end it tells of itself."""

    @where.passes_on
    @functools.wraps(bootstrap)
    def noted_bootstrap(self: Any, *args: Any, **kwargs: Any) -> int:
        log_beginning(rec, str(self.name), self)
        self.run = functools.partial(_run_and_note, rec, self.run)
        code = bootstrap(self, *args, **kwargs)
        rec.flush()
        rec.log("down", code=code)
        return code

    return noted_bootstrap


def log_beginning(rec: Recorder, name: str, started: object = None) -> None:
    """Log that this process is up; `started` is its process object, None for a first process."""
    target = cpython.target_of(started)
    named = str(getattr(target, "__name__", type(target or started).__name__)) if started else ""
    server = cpython.is_managers_server(started)
    rec.log("up", name=name, target=named, ppid=os.getppid(), server=server)


@where.passes_on
def _run_and_note(rec: Recorder, run: Callable[[], None]) -> None:
    try:
        run()
    except Exception as error:
        log_error(rec, error)
        raise
    except SystemExit as ending:
        rec.log("left", code=repr(ending.code))
        raise


def _exits(rec: Recorder) -> None:
    # Up to Python 3.12 a process calls it by its name, later as it was registered with atexit.
    atexit.unregister(cpython.EXIT_FUNCTION.get())
    cpython.EXIT_FUNCTION.wrap(lambda original: traced(rec, _noting_daemons(rec, original), EXIT))
    atexit.register(cpython.EXIT_FUNCTION.get())
    methods = get_all_start_methods()
    for method, name in (("fork", cpython.POLL), ("forkserver", cpython.POLL_FORKSERVER)):
        if method in methods:
            name.wrap(lambda original: _noting_exit(rec, original))
    if os.name == "nt":
        from multiprocessing.popen_spawn_win32 import Popen  # type: ignore[attr-defined]

        Popen.poll = _noting_exit(rec, Popen.poll)


def _noting_daemons(rec: Recorder, exit_function: Callable[..., None]) -> Callable[..., None]:
    """Return what a process does at its end, which ends its daemons by force."""

    @where.passes_on
    @functools.wraps(exit_function)
    def noted_function(*args: Any, **kwargs: Any) -> None:
        for pid in cpython.daemons():
            rec.log("force", child=pid, call="", file="", line=0)
        exit_function(*args, **kwargs)

    return noted_function


def _noting_exit(rec: Recorder, poll: Callable[..., Any]) -> Callable[..., Any]:
    @where.passes_on
    @functools.wraps(poll)
    def noted_poll(self: Any, *args: Any, **kwargs: Any) -> Any:
        before = self.returncode
        code = poll(self, *args, **kwargs)
        if before is None and code is not None:
            rec.log("exit", child=self.pid, code=code)
        return code

    return noted_poll


def _noting_end(rec: Recorder, end: Callable[..., Any], method: str) -> Callable[..., Any]:
    """Log who ends a process by force, once each; the library may do so to one of its own."""
    ended: set[int] = set()

    @where.passes_on
    @functools.wraps(end)
    def noted_end(self: Any) -> None:
        caller = sys._getframe(2)  # Beyond the tracing wrapper.
        if caller.f_code.co_filename.endswith(_LIBRARY):
            rec.log("dismiss", child=self.pid)
        elif cpython.has_been_started(self) and self.pid not in ended:
            ended.add(self.pid)
            program = where.program_frame(caller)
            if program is not None:
                call = where.spelling(program, f"process.{method}()")
                file, line = program.f_code.co_filename, program.f_lineno or 0
                rec.log("force", child=self.pid, call=call, file=file, line=line)
        end(self)

    return noted_end


def _kills(rec: Recorder) -> None:
    """Log which line of the program's sends another process a signal that may end it."""
    kill = os.kill

    @where.passes_on
    @functools.wraps(kill)
    def noted_kill(pid: int, number: int) -> None:
        caller = sys._getframe(1)
        file, line = caller.f_code.co_filename, caller.f_lineno or 0
        if number in _ENDING and pid != os.getpid() and where.is_programs(file):
            call = where.spelling(caller, "os.kill()")
            rec.log("force", child=pid, call=call, file=file, line=line)
        kill(pid, number)

    os.kill = noted_kill


_ENDING = (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGKILL", signal.SIGTERM))


def _threads(rec: Recorder) -> None:
    hook = threading.excepthook
    trace_method(rec, threading.Thread, "join", "thread")

    def noted_hook(args: Any) -> None:
        if args.exc_value is not None:
            log_error(rec, args.exc_value, by="a thread")
        hook(args)

    threading.excepthook = noted_hook
