"""Puts wrappers round the blocking calls of multiprocessing, in this process and its forks."""

import atexit
import functools
import os
import signal
import sys
import threading
import time
import weakref
from collections.abc import Callable
from multiprocessing import connection, context, process, queues, synchronize, util
from threading import get_ident
from types import FrameType
from typing import Any

from examiner.facts.labels import label
from examiner.stage import shared, where
from examiner.stage.noting import FEEDER, log_error, traced
from examiner.stage.recorder import Recorder

_POOLS = tuple(
    os.path.join(*parts) for parts in (("multiprocessing", "pool.py"), ("futures", "process.py"))
)
"""Whose idle workers end by SIGTERM, in `with mp.Pool()` say: no death to complain of."""


class Wrapping:
    """Puts the wrappers in place."""

    def __init__(self, rec: Recorder) -> None:
        self.rec = rec

    def all(self) -> None:
        """Put every wrapper in place."""
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
            log_error(rec, error, by="its feeder thread", item=label(item))
            feeder_error(error, item)

        queues.Queue._reset = _with_direct_calls(queues.Queue._reset)  # type: ignore[attr-defined]
        queues.Queue._feed = staticmethod(_feeding(rec, queues.Queue._feed))  # type: ignore[attr-defined]
        queues.Queue._on_queue_feeder_error = staticmethod(on_queue_feeder_error)  # type: ignore[attr-defined]

    def _connections(self) -> None:
        base = connection._ConnectionBase
        for method in ("send", "send_bytes", "recv", "recv_bytes", "recv_bytes_into"):
            self._trace(base, method, "connection")
        rec, pipe, wait = self.rec, connection.Pipe, connection.wait

        @functools.wraps(pipe)
        def noted_pipe(duplex: bool = True) -> Any:
            ends = pipe(duplex)
            rec.log("pair", ends=[shared.key_of(end) for end in ends], duplex=duplex)
            return ends

        connection.Pipe = noted_pipe
        connection.wait = traced(rec, wait, "connection.wait()")

    def _synchronisation(self) -> None:
        rec, make_methods = self.rec, synchronize.SemLock._make_methods  # type: ignore[attr-defined]

        def with_traced_acquire(self: Any) -> None:
            make_methods(self)
            shared.remember(self)
            name = f"{_noun(type(self))}.acquire()"
            self.acquire = _not_in_a_cycle(self, traced(rec, _acquire, name))

        def _acquire(self: Any, *args: Any, **kwargs: Any) -> Any:
            return self._semlock.acquire(*args, **kwargs)

        synchronize.SemLock._make_methods = with_traced_acquire  # type: ignore[attr-defined]
        for cls in (synchronize.Lock, synchronize.RLock, synchronize.Semaphore):
            self._trace(cls, "__enter__", _noun(cls), "acquire")
        self._trace(synchronize.Condition, "wait", "condition")
        for method in ("wait", "set"):
            self._trace(synchronize.Event, method, "event")
        synchronize.Barrier.wait = traced(rec, threading.Barrier.wait, "barrier.wait()")  # type: ignore[method-assign]

    def _processes(self) -> None:
        rec, base = self.rec, process.BaseProcess
        self._trace(base, "join", "process")
        base.terminate = _noting_dismissal(rec, base.terminate)  # type: ignore[method-assign]
        for method in ("terminate", "kill"):
            self._trace(base, method, "process")
        start = traced(rec, base.start, "process.start()")

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
            rec.flush()
            rec.log("down", code=code)
            return code

        base._bootstrap = noted_bootstrap  # type: ignore[attr-defined]
        # Up to Python 3.12 a process calls it by this name, later as it was registered with atexit.
        atexit.unregister(util._exit_function)  # type: ignore[attr-defined]
        util._exit_function = traced(rec, util._exit_function, "exit")  # type: ignore[attr-defined]
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
                log_error(rec, args.exc_value, by="a thread")
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
        setattr(cls, method, traced(self.rec, original, f"{noun}.{called or method}()"))

    def _announce(self, cls: Any) -> None:
        """Log where the program itself makes a `cls`.

        What the library makes for itself is its own.
        """
        rec, init = self.rec, cls.__init__

        @functools.wraps(init)
        def noted_init(self: Any, *args: Any, **kwargs: Any) -> None:
            init(self, *args, **kwargs)
            _log_making(rec, type(self).__name__, sys._getframe(1), self)

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


def _with_direct_calls(reset: Callable[..., None]) -> Callable[..., None]:
    """Return a queue's `_reset` after which the queue's own calls go past the wrappers.

    They are part of its `get` and `put`, and looking at each of them would only cost time.
    """
    base = connection._ConnectionBase
    receive, send = (getattr(m, "__wrapped__", m) for m in (base.recv_bytes, base.send_bytes))

    @functools.wraps(reset)
    def direct_reset(self: Any, *args: Any, **kwargs: Any) -> None:
        reset(self, *args, **kwargs)
        self._recv_bytes = functools.partial(receive, self._reader)
        self._send_bytes = functools.partial(send, self._writer)
        self._sem.acquire = self._sem._semlock.acquire

    return direct_reset


def _feeding(rec: Recorder, feed: Callable[..., None]) -> Callable[..., None]:
    """Return a feeder thread's body that counts as one call: its own calls are the library's."""

    @functools.wraps(feed)
    def feeding(buffer: Any, notempty: Any, send_bytes: Any, lock: Any, *rest: Any) -> None:
        end = send_bytes.args[0]
        rec.current[get_ident()] = (FEEDER, (end, lock), sys._getframe(), time.monotonic_ns())
        try:
            feed(buffer, notempty, send_bytes, lock and lock._semlock, *rest)
        finally:
            rec.current.pop(get_ident(), None)

    return feeding


def _not_in_a_cycle(lock: Any, acquire: Callable[..., Any]) -> Callable[..., Any]:
    """Return an `acquire` for a lock, which is to die with its last reference all the same.

    Its semaphore's name goes then, and a child that still starts does not find it. In a cycle it
    would live on until the next collection, and the program would be right by accident.
    """
    alive, untraced = weakref.ref(lock), lock.acquire

    def acquire_while_alive(*args: Any, **kwargs: Any) -> Any:
        subject = alive()
        return untraced(*args, **kwargs) if subject is None else acquire(subject, *args, **kwargs)

    return acquire_while_alive


def _noun(cls: type) -> str:
    return "semaphore" if issubclass(cls, synchronize.Semaphore) else "lock"


def _log_making(rec: Recorder, what: str, caller: FrameType, made: object = None) -> None:
    while caller.f_back and caller.f_code.co_filename.endswith(("context.py", "queues.py")):
        caller = caller.f_back
    if where.program_frame(caller) is caller:
        key, most = shared.key_of(made), getattr(made, "_maxsize", 0)
        place = [caller.f_code.co_filename, caller.f_lineno]
        rec.log("make", what=what, place=place, key=key, maxsize=most)


def _run_and_note(rec: Recorder, run: Callable[[], None]) -> None:
    try:
        run()
    except Exception as error:
        log_error(rec, error)
        raise
    except SystemExit as ending:
        rec.log("left", code=repr(ending.code))
        raise


def _noting_exit(rec: Recorder, poll: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(poll)
    def noted_poll(self: Any, *args: Any, **kwargs: Any) -> Any:
        before = self.returncode
        code = poll(self, *args, **kwargs)
        if before is None and code is not None:
            rec.log("exit", child=self.pid, code=code)
        return code

    return noted_poll


def _noting_dismissal(rec: Recorder, end: Callable[..., Any]) -> Callable[..., Any]:
    """Log it if a pool ends a worker of its own."""

    @functools.wraps(end)
    def noted_end(self: Any) -> None:
        caller = sys._getframe(2).f_code.co_filename  # Beyond the tracing wrapper.
        if caller.endswith(_POOLS):
            rec.log("dismiss", child=self.pid)
        end(self)

    return noted_end


def _noting(rec: Recorder, original: Callable[..., Any], kind: str) -> Callable[..., Any]:
    @functools.wraps(original)
    def noted(*args: Any, **kwargs: Any) -> Any:
        rec.log(kind)
        return original(*args, **kwargs)

    return noted


def _start_methods() -> list[str]:
    from multiprocessing import get_all_start_methods

    return get_all_start_methods()
