"""Eyes inside a trial's processes: what each of them calls, and where each of them waits.

`install` wraps the blocking calls of multiprocessing, once a process. Wrapped classes survive a
fork. Under spawn and forkserver a small object in the process's own configuration, which
multiprocessing copies to every child and pickles with it, installs the same in the child before
the child unpickles its target.

Only the outermost traced call of a thread counts: `Queue.get` takes locks and reads a pipe, and
the program said none of that.
"""

import atexit
import builtins
import functools
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing import connection, context, process, queues, synchronize, util
from threading import get_ident
from types import FrameType
from typing import Any

from examiner.labels import label
from examiner.stage import where
from examiner.stage.recorder import Recorder, recorder

DUMP_SIGNAL = getattr(signal, "SIGRTMAX", None) and signal.SIGRTMAX - 3
"""Asks a process to log what each of its threads does. A real-time signal, which programs
hardly use; a Python handler runs also while the main thread is blocked in a semaphore, a pipe
or waitpid, because CPython resumes those calls after it."""
if DUMP_SIGNAL is None:
    DUMP_SIGNAL = getattr(signal, "SIGUSR2", None)  # macOS; Windows has none
if os.environ.get("IPC_KATA_PORTABLE") == "fresh":
    DUMP_SIGNAL = None

DUMP_REQUEST = "dump-please"
"""Where there is no such signal, a file of this name asks for the same."""

WATCHER = "ipc-kata"
"""Name of the thread that looks for it; the census leaves it out."""

_REQUEST_LOOK = 0.1
"""Seconds between two of its looks."""

_QUIET_ENDINGS = frozenset({"Empty", "Full"})
"""A poll that found nothing is not logged: a polling loop would fill the log with it."""

_installed: Recorder | None = None


class Rider:
    """Rides in a process's configuration and installs the instrumentation where it is unpickled."""

    def __init__(self, folder: str) -> None:
        """Report to the trial folder `folder`."""
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return install, (self.folder,)


def install(folder: str) -> Rider:
    """Instrument this process, and every process that it will start; a second call does nothing."""
    global _installed
    rider = Rider(folder)
    if _installed is not None:
        return rider
    _installed = recorder(folder)
    process.current_process()._config["ipc-kata"] = rider  # type: ignore[attr-defined]
    os_fork = getattr(os, "register_at_fork", None)
    if os_fork is not None:
        os_fork(after_in_child=_installed.after_fork)
    _answer_requests(folder)
    _Wrapping(_installed).all()
    _as_with_site()
    return rider


def _answer_requests(folder: str) -> None:
    """Be ready to tell what this process does, when the supervisor asks."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a killed process flushes nothing
    if DUMP_SIGNAL is None:
        threading.Thread(target=_dump_on_request, args=(folder,), name=WATCHER, daemon=True).start()
    elif threading.current_thread() is threading.main_thread():
        signal.signal(DUMP_SIGNAL, _dump_handler)


def _dump_on_request(folder: str) -> None:
    """Dump when a file asks for it: on Windows, where no signal can."""
    request = os.path.join(folder, DUMP_REQUEST)
    while not os.path.exists(request):
        time.sleep(_REQUEST_LOOK)
    _dump_handler(0, None)


def _as_with_site() -> None:
    """Give back `exit` and `quit`.

    A trial's interpreters start without the site module, to be quick.
    """
    if not hasattr(builtins, "exit"):
        import _sitebuiltins

        for name in ("exit", "quit"):
            setattr(builtins, name, _sitebuiltins.Quitter(name, "Ctrl-D"))


class _Wrapping:
    """Puts the wrappers in place."""

    def __init__(self, rec: Recorder) -> None:
        self.rec = rec

    def all(self) -> None:
        self._queues()
        self._connections()
        self._synchronisation()
        self._processes()
        self._threads()
        self._timers()
        self._named_memory()

    def _queues(self) -> None:
        for cls, noun in ((queues.Queue, "queue"), (queues.SimpleQueue, "queue")):
            self._trace(cls, "get", noun)
            self._trace(cls, "put", noun)
            self._announce(cls)
        self._announce_managers()
        self._trace(queues.JoinableQueue, "put", "queue")
        self._trace(queues.JoinableQueue, "join", "queue")
        rec, feeder_error = self.rec, queues.Queue._on_queue_feeder_error  # type: ignore[attr-defined]

        def on_queue_feeder_error(error: BaseException, item: object) -> None:
            _log_error(rec, error, by="its feeder thread", item=label(item))
            feeder_error(error, item)

        queues.Queue._on_queue_feeder_error = staticmethod(on_queue_feeder_error)  # type: ignore[attr-defined]

    def _connections(self) -> None:
        base = connection._ConnectionBase
        for method in ("send", "send_bytes", "recv", "recv_bytes", "recv_bytes_into"):
            self._trace(base, method, "connection")
        rec, pipe, wait = self.rec, connection.Pipe, connection.wait

        @functools.wraps(pipe)
        def noted_pipe(duplex: bool = True) -> Any:
            ends = pipe(duplex)
            rec.log("pair", ends=[key_of(end) for end in ends], duplex=duplex)
            return ends

        connection.Pipe = noted_pipe
        connection.wait = _traced(rec, wait, "connection.wait()")

    def _synchronisation(self) -> None:
        rec, make_methods = self.rec, synchronize.SemLock._make_methods  # type: ignore[attr-defined]

        def with_traced_acquire(self: Any) -> None:
            make_methods(self)
            name = f"{type(self).__name__.lower()}.acquire()"
            self.acquire = functools.partial(_traced(rec, _acquire, name), self)

        def _acquire(self: Any, *args: Any, **kwargs: Any) -> Any:
            return self._semlock.acquire(*args, **kwargs)

        synchronize.SemLock._make_methods = with_traced_acquire  # type: ignore[attr-defined]
        self._trace(synchronize.SemLock, "__enter__", "lock", "acquire")
        self._trace(synchronize.Condition, "wait", "condition")
        self._trace(synchronize.Event, "wait", "event")
        synchronize.Barrier.wait = _traced(rec, threading.Barrier.wait, "barrier.wait()")  # type: ignore[method-assign]

    def _processes(self) -> None:
        rec, base = self.rec, process.BaseProcess
        self._trace(base, "join", "process")
        for method in ("terminate", "kill"):
            self._trace(base, method, "process")
        start = _traced(rec, base.start, "process.start()")

        @functools.wraps(base.start)
        def noted_start(self: Any) -> None:
            start(self)
            rec.log("start", child=self.pid, name=self.name, method=self._popen.method)

        base.start = noted_start  # type: ignore[method-assign]
        bootstrap = base._bootstrap  # type: ignore[attr-defined]

        def noted_bootstrap(self: Any, *args: Any, **kwargs: Any) -> int:
            target = getattr(self, "_target", None)
            target_name = str(getattr(target, "__name__", type(target or self).__name__))
            rec.log("up", name=self.name, target=target_name, ppid=os.getppid())
            self.run = functools.partial(_run_and_note, rec, self.run)
            code: int = bootstrap(self, *args, **kwargs)
            rec.log("down", code=code)
            return code

        base._bootstrap = noted_bootstrap  # type: ignore[attr-defined]
        # Up to Python 3.12 a process calls it by this name, later as it was registered with atexit.
        atexit.unregister(util._exit_function)  # type: ignore[attr-defined]
        util._exit_function = _traced(rec, util._exit_function, "exit")  # type: ignore[attr-defined]
        atexit.register(util._exit_function)  # type: ignore[attr-defined]
        self._exit_codes()

    def _exit_codes(self) -> None:
        from multiprocessing import popen_fork

        kinds: list[Any] = [popen_fork.Popen]
        if "forkserver" in _start_methods():
            from multiprocessing import popen_forkserver

            kinds.append(popen_forkserver.Popen)
        for kind in kinds:
            kind.poll = _noting_exit(self.rec, kind.poll)

    def _threads(self) -> None:
        rec, hook = self.rec, threading.excepthook
        self._trace(threading.Thread, "join", "thread")

        def noted_hook(args: Any) -> None:
            if args.exc_value is not None:
                _log_error(rec, args.exc_value, by="a thread")
            hook(args)

        threading.excepthook = noted_hook

    def _timers(self) -> None:
        # A pending timer could still wake a sleeping process: no proof may be given then.
        for name in ("alarm", "setitimer"):
            original = getattr(signal, name, None)
            if original is not None:
                setattr(signal, name, _noting(self.rec, original, "timer"))

    def _named_memory(self) -> None:
        try:
            import _posixshmem  # type: ignore[import-not-found]
        except ImportError:
            return  # Windows frees shared memory by itself
        rec, shm_open = self.rec, _posixshmem.shm_open

        def noted_open(path: str, *args: Any, **kwargs: Any) -> int:
            descriptor: int = shm_open(path, *args, **kwargs)
            rec.log("memory", name=path)
            return descriptor

        _posixshmem.shm_open = noted_open

    def _trace(self, cls: Any, method: str, noun: str, called: str = "") -> None:
        original = getattr(cls, method)
        setattr(cls, method, _traced(self.rec, original, f"{noun}.{called or method}()"))

    def _announce(self, cls: Any) -> None:
        """Log where the program itself makes a `cls`.

        What the library makes for itself is its own.
        """
        rec, init = self.rec, cls.__init__

        @functools.wraps(init)
        def noted_init(self: Any, *args: Any, **kwargs: Any) -> None:
            init(self, *args, **kwargs)
            _log_making(rec, type(self).__name__, sys._getframe(1))

        cls.__init__ = noted_init

    def _announce_managers(self) -> None:
        import multiprocessing

        rec, manager = self.rec, context.BaseContext.Manager

        @functools.wraps(manager)
        def noted_manager(self: Any) -> Any:
            _log_making(rec, "Manager", sys._getframe(1))
            return manager(self)

        context.BaseContext.Manager = noted_manager  # type: ignore[method-assign]
        # The package bound its own copies of the default context's methods when it was imported.
        multiprocessing.Manager = context._default_context.Manager


def _log_making(rec: Recorder, what: str, caller: FrameType) -> None:
    while caller.f_back and caller.f_code.co_filename.endswith(("context.py", "queues.py")):
        caller = caller.f_back
    if where.program_frame(caller) is caller:
        rec.log("make", what=what, place=[caller.f_code.co_filename, caller.f_lineno])


def _traced(rec: Recorder, original: Callable[..., Any], name: str) -> Callable[..., Any]:
    current = rec.current

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
            if rec.calls_left > 0 and ending not in _QUIET_ENDINGS:
                _log_call(rec, (name, args, sys._getframe(), begun), ending, result)
        return result

    return call


def _log_call(rec: Recorder, call: tuple[Any, ...], ending: str, result: object) -> None:
    described = describe(call)
    if described["file"] is None:
        return  # the library's own call, such as the feeder thread's
    rec.calls_left -= 1
    rec.log("call", end=ending, result=label(result), **described)


def describe(call: tuple[Any, ...]) -> dict[str, Any]:
    """Return a traced call as plain data: call, key of the object, argument, file, line, begin."""
    name, args, frame, begun = call
    # The library calls "exit" itself: below it there may be lines of a forked child's parent.
    program = where.program_frame(frame) if name != "exit" else None
    subject: Any = args[0] if args else None
    if frame.f_back and frame.f_back.f_code.co_filename.endswith("managers.py"):
        name = ""  # a proxy's round trip: the program's line says better what it asked for
    return {
        "call": name if program is None else where.spelling(program, name),
        "plain": name,
        "key": key_of(subject),
        "argument": label(args[1]) if len(args) > 1 else "",
        "whom": getattr(subject, "_popen", None) and subject.pid,
        "file": program and program.f_code.co_filename,
        "line": program and program.f_lineno,
        "begun": begun,
    }


def key_of(subject: object) -> str:
    """Return what identifies a shared object in every process.

    That is its pipe's inode or its semaphore.
    """
    try:
        if isinstance(subject, (queues.Queue, queues.SimpleQueue)):
            return _inode(subject._reader.fileno())  # type: ignore[union-attr]
        if isinstance(subject, connection._ConnectionBase):
            return _inode(subject.fileno())
    except (OSError, AttributeError):
        return ""  # closed already
    semaphore = getattr(subject, "_semlock", None)
    return f"semaphore:{semaphore.name or semaphore.handle}" if semaphore is not None else ""


def _inode(descriptor: int) -> str:
    return f"inode:{os.fstat(descriptor).st_ino}"


def _run_and_note(rec: Recorder, run: Callable[[], None]) -> None:
    try:
        run()
    except Exception as error:
        _log_error(rec, error)
        raise
    except SystemExit as ending:
        rec.log("left", code=repr(ending.code))
        raise


def _log_error(rec: Recorder, error: BaseException, by: str = "", item: str = "") -> None:
    rec.log("error", **error_data(error), by=by, item=item)


def error_data(error: BaseException) -> dict[str, Any]:
    """Return an exception as plain data: type, message (cut), frames outside the machinery."""
    try:
        message = str(error)[:4000]
    except Exception:  # noqa: BLE001  # a learner's exception class may fail in __str__
        message = "(its __str__ fails)"
    frames = where.trace(error.__traceback__)
    if isinstance(error, SyntaxError) and error.filename:
        frames.append([error.filename, error.lineno or 0, "<module>"])
        message = error.msg
    return {"type": type(error).__name__, "message": message, "frames": frames}


def _noting_exit(rec: Recorder, poll: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(poll)
    def noted_poll(self: Any, *args: Any, **kwargs: Any) -> Any:
        before = self.returncode
        code = poll(self, *args, **kwargs)
        if before is None and code is not None:
            rec.log("exit", child=self.pid, code=code)
        return code

    return noted_poll


def _noting(rec: Recorder, original: Callable[..., Any], kind: str) -> Callable[..., Any]:
    @functools.wraps(original)
    def noted(*args: Any, **kwargs: Any) -> Any:
        rec.log(kind)
        return original(*args, **kwargs)

    return noted


def _start_methods() -> list[str]:
    from multiprocessing import get_all_start_methods

    return get_all_start_methods()


def _dump_handler(_signal: int, frame: FrameType | None) -> None:
    """Log what every thread of this process is doing now."""
    rec = _installed
    if rec is None:
        return
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
                "thread": "main" if ident == main else getattr(thread, "name", "?"),
                "call": describe(rec.current[ident]) if ident in rec.current else None,
                "stack": where.stack(innermost),
                "here": _here(innermost),
            }
        )
    rec.log("dump", threads=threads)


def _here(frame: FrameType | None) -> list[Any] | None:
    """The innermost program line of a thread: [spelling, file, line], or None."""
    program = where.program_frame(frame)
    if program is None:
        return None
    return [where.line_of(program), program.f_code.co_filename, program.f_lineno]
