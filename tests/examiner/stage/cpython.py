"""Every private name of CPython that is used inside a trial, in one place and guarded.

Private names change from release to release. Each is listed here with the parameters that we rely
on, and `check` looks all of them up before the first is used: a CPython that has none of that name,
or another one, gets a sentence that says so, and no verdict. Nobody else touches a private name; a
test of the kit holds that.
"""

import os
import sys
import threading
from collections.abc import Callable
from functools import cache
from importlib import import_module
from multiprocessing import process
from types import FunctionType
from typing import Any, NamedTuple  # a dataclass would import inspect, in every process

_HERE = "tests/examiner/stage/cpython.py"

_POSIX = os.name == "posix"


class Changed(RuntimeError):
    """It is no CPython that the kit knows; the text says which names differ."""


class Private(NamedTuple):
    """A private name, of a module or of a class in it."""

    module: str
    path: str
    """`Queue._feed`, or the name alone."""
    parameters: tuple[str, ...] | None = None
    """Of a Python function: the names of its parameters. None: it is not called with any."""
    posix: bool = False
    """Is it only there where there is fork?"""

    @property
    def name(self) -> str:
        """The last part."""
        return self.path.rpartition(".")[2]

    @property
    def owner(self) -> Any:
        """The module or the class that has it."""
        return _owner(self.module, self.path)

    def get(self) -> Any:
        """Return what has this name; raises Changed."""
        if problem := self.problem():
            raise Changed(_sentence([problem]))
        return getattr(self.owner, self.name)

    def wrap(self, make: Callable[[Any], Any]) -> None:
        """Put something in its place that is made of what is there; raises Changed."""
        owner, original = self.owner, self.get()
        static = isinstance(vars(owner).get(self.name), staticmethod)
        wrapped = make(original)
        if isinstance(wrapped, FunctionType | type):
            wrapped.__wrapped__ = original  # type: ignore[union-attr]  # looked up again, that counts
        setattr(owner, self.name, staticmethod(wrapped) if static else wrapped)

    def problem(self) -> str:
        """Return what is wrong with it here, `""` if nothing is."""
        try:
            found = getattr(_innermost(self.owner), self.name)
        except (AttributeError, ImportError):
            return f"no {self.path}"
        code = getattr(_innermost(found), "__code__", None)
        if self.parameters is None or code is None:
            return ""
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        return "" if names == self.parameters else f"another {self.path}({', '.join(names)})"


class Stored(NamedTuple):
    """A private attribute of an object, which one of its class' functions sets."""

    module: str
    setter: str
    """`Queue.__init__`."""
    name: str

    def problem(self) -> str:
        """Return what is wrong with it here, `""` if nothing is."""
        owner = self.setter.partition(".")[0]
        try:
            setter = _innermost(Private(self.module, self.setter).get())
        except Changed:
            return f"no {self.setter}"
        return "" if self.name in setter.__code__.co_names else f"no {owner}.{self.name}"


@cache
def _owner(module: str, path: str) -> Any:
    found: Any = import_module(module)
    for part in path.split(".")[:-1]:
        found = getattr(found, part)
    return found


def _innermost(found: Any) -> Any:
    """Return what wrappers have been put round."""
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    return found


_QUEUES = "multiprocessing.queues"
_SYNCHRONIZE = "multiprocessing.synchronize"
_PROCESS = "multiprocessing.process"
_CONNECTION = "multiprocessing.connection"
_MANAGERS = "multiprocessing.managers"
_SHAREDCTYPES = "multiprocessing.sharedctypes"

FEED = Private(
    _QUEUES,
    "Queue._feed",
    ("buffer", "notempty", "send_bytes", "writelock", "reader_close", "writer_close",
     "ignore_epipe", "onerror", "queue_sem"),
)  # fmt: skip
FEEDER_ERROR = Private(_QUEUES, "Queue._on_queue_feeder_error", ("e", "obj"))
RESET_QUEUE = Private(_QUEUES, "Queue._reset", ("self", "after_fork"))
START_FEEDER = Private(_QUEUES, "Queue._start_thread", ("self",))
MAKE_METHODS = Private(_SYNCHRONIZE, "SemLock._make_methods", ("self",))
BOOTSTRAP = Private(_PROCESS, "BaseProcess._bootstrap", ("self", "parent_sentinel"))
CHILDREN = Private(_PROCESS, "_children")
CONNECTION = Private(_CONNECTION, "_ConnectionBase")
SEND_BYTES = Private(_CONNECTION, "Connection._send_bytes", ("self", "buf"))
RECEIVE_BYTES = Private(_CONNECTION, "Connection._recv_bytes", ("self", "maxsize"))
EXIT_FUNCTION = Private(
    "multiprocessing.util",
    "_exit_function",
    ("info", "debug", "_run_finalizers", "active_children", "current_process"),
)
SHUT_THREADS_DOWN = Private("threading", "_shutdown", ())
RUN_EXIT_FUNCTIONS = Private("atexit", "_run_exitfuncs")
ACTIVE_THREADS = Private("threading", "_active")
FRAMES = Private("sys", "_current_frames")
DEFAULT_CONTEXT = Private("multiprocessing.context", "_default_context")
SEND_SIGNAL = Private("multiprocessing.popen_fork", "Popen._send_signal", ("self", "sig"), True)
POLL = Private("multiprocessing.popen_fork", "Popen.poll", ("self", "flag"), True)
POLL_FORKSERVER = Private("multiprocessing.popen_forkserver", "Popen.poll", ("self", "flag"), True)
OPEN_MEMORY = Private("_posixshmem", "shm_open", posix=True)
CALL_METHOD = Private(_MANAGERS, "BaseProxy._callmethod", ("self", "methodname", "args", "kwds"))
RUN_SERVER = Private(_MANAGERS, "BaseManager._run_server")
REBUILD_CTYPE = Private(_SHAREDCTYPES, "rebuild_ctype", ("type_", "wrapper", "length"))
TYPECODES = Private(_SHAREDCTYPES, "typecode_to_type")
SIMPLE_CTYPE = Private("_ctypes", "_SimpleCData")
DUMP = Private("multiprocessing.reduction", "dump", ("obj", "file", "protocol"))
QUITTER = Private("_sitebuiltins", "Quitter")

_OF_ALL = frozenset(value for value in list(globals().values()) if isinstance(value, Private))

# Used under control alone, and looked up there:
SEMAPHORE = Private("_multiprocessing", "SemLock")
SEND_PART = Private(_CONNECTION, "Connection._send", ("self", "buf", "write"))
RECEIVE_PART = Private(_CONNECTION, "Connection._recv", ("self", "size", "read"))
CLOSE_CONNECTION = Private(_CONNECTION, "Connection._close", ("self", "_close"))
ACCEPT = Private(_CONNECTION, "SocketListener.accept", ("self",))
SOCKET_CLIENT = Private(_CONNECTION, "SocketClient", ("address",))
OPEN_BY_OS_CALLS = Private("_pyio", "open")
LAUNCH_SPAWN = Private(
    "multiprocessing.popen_spawn_posix", "Popen._launch", ("self", "process_obj"), True
)
LAUNCH_FORKSERVER = Private(
    "multiprocessing.popen_forkserver", "Popen._launch", ("self", "process_obj"), True
)
CLEAN_UP = Private(_PROCESS, "_cleanup", ())
AFTER_FORK = Private(_PROCESS, "BaseProcess._after_fork", ())
NEW_LOCK = Private("_thread", "allocate_lock")
MADE_LOCKS = Private("threading", "_allocate_lock")
C_RLOCK = Private("threading", "_CRLock")
PYTHON_RLOCK = Private("threading", "_PyRLock")
PYTHON_SIMPLE_QUEUE = Private("queue", "_PySimpleQueue")
DELETE_THREAD = Private("threading", "Thread._delete", ("self",))
CLOCK_OF_THREADS = Private("threading", "_time")
SEND_TO_TRACKER = Private(
    "multiprocessing.resource_tracker", "ResourceTracker._send", ("self", "cmd", "name", "rtype")
)
REGISTRY = Private(_MANAGERS, "SyncManager._registry")

_STORED = (
    *(
        Stored(_QUEUES, "Queue.__init__", name)
        for name in ("_maxsize", "_reader", "_writer", "_sem")
    ),
    *(
        Stored(_QUEUES, "Queue._reset", name)
        for name in ("_notempty", "_thread", "_send_bytes", "_recv_bytes")
    ),
    Stored(_QUEUES, "SimpleQueue.__init__", "_reader"),
    Stored(_QUEUES, "JoinableQueue.__init__", "_unfinished_tasks"),
    Stored(_SYNCHRONIZE, "SemLock.__init__", "_semlock"),
    Stored(_SYNCHRONIZE, "Condition.__init__", "_wait_semaphore"),
    Stored(_SYNCHRONIZE, "Event.__init__", "_flag"),
    Stored(_SYNCHRONIZE, "Event.__init__", "_cond"),
    *(
        Stored(_PROCESS, "BaseProcess.__init__", name)
        for name in ("_target", "_config", "_parent_pid", "_popen")
    ),
    Stored("multiprocessing.context", "DefaultContext.__init__", "_default_context"),
    Stored("multiprocessing.resource_tracker", "ResourceTracker.__init__", "_pid"),
    Stored("multiprocessing.resource_tracker", "ResourceTracker.__init__", "_fd"),
    Stored("multiprocessing.forkserver", "ForkServer.__init__", "_forkserver_pid"),
    Stored("multiprocessing.forkserver", "ForkServer.__init__", "_forkserver_alive_fd"),
    Stored(_MANAGERS, "BaseProxy.__init__", "_token"),
    Stored(_MANAGERS, "BaseProxy.__init__", "_id"),
    Stored(_SHAREDCTYPES, "rebuild_ctype", "_wrapper"),
    Stored("threading", "Thread.__init__", "_started"),
    Stored(_CONNECTION, "_ConnectionBase.__init__", "_handle"),
    Stored(_CONNECTION, "SocketListener.__init__", "_socket"),
    Stored(_CONNECTION, "SocketListener.__init__", "_address"),
    *(Stored(_QUEUES, f"{kind}.__init__", "_writer") for kind in ("Queue", "SimpleQueue")),
)

_OF_SEMAPHORES = tuple(
    Private("_multiprocessing", f"SemLock.{name}")
    for name in (
        *("_count", "_is_zero", "_get_value", "_is_mine", "_rebuild"),
        *("acquire", "name", "handle"),
    )
)

_PRIVATE = tuple(value for value in list(globals().values()) if isinstance(value, Private))

_OF_CONTROL = frozenset(_PRIVATE) - _OF_ALL

NAMES: tuple[Private | Stored, ...] = (
    *_PRIVATE,
    *_OF_SEMAPHORES,
    *_STORED,
)
"""All of them."""


def check(*, control: bool = False) -> None:
    """Look up every name of the modules that are loaded; raises Changed.

    The others are looked up when they are first used: loading their modules takes time. So are
    those that only `control` needs, without it. What was found is known in forked children too.
    """
    if _found.get(control) is NAMES:
        return
    wanted = [name for name in NAMES if control or name not in _OF_CONTROL]
    if problems := [problem for name in wanted if _is_here(name) and (problem := name.problem())]:
        raise Changed(_sentence(problems))
    _found.update(dict.fromkeys({False, control}, NAMES))


_found: dict[bool, object] = {}
"""Without control, and with it → the names that have been looked up."""


def _is_here(name: Private | Stored) -> bool:
    return name.module in sys.modules and (_POSIX or not getattr(name, "posix", False))


def _sentence(problems: list[str]) -> str:
    version = ".".join(map(str, sys.version_info[:2]))
    more = f" and {len(problems) - 3} more" if len(problems) > 3 else ""
    what = ", ".join(problems[:3]) + more
    return f"CPython {version} has {what}: ipc-kata needs an update, see {_HERE}"


def configuration() -> dict[str, Any]:
    """Return this process's own configuration, which every child gets, pickled if need be."""
    found: dict[str, Any] = process.current_process()._config  # type: ignore[attr-defined]
    return found


def set_default_start_method(context: object) -> None:
    """Change the start method that a program finds, and that it may still set."""
    DEFAULT_CONTEXT.get()._default_context = context


def helper_processes() -> set[int | None]:
    """Return the pids of the resource tracker and the forkserver, as this process knows them."""
    return _of_helpers("_pid", "_forkserver_pid")


def helper_descriptors() -> set[int | None]:
    """Return the descriptors by which this process speaks to them."""
    return _of_helpers("_fd", "_forkserver_alive_fd") if _POSIX else set()


def _of_helpers(of_tracker: str, of_forkserver: str) -> set[int | None]:
    from multiprocessing import forkserver, resource_tracker

    return {
        getattr(resource_tracker._resource_tracker, of_tracker, None),
        getattr(forkserver._forkserver, of_forkserver, None),
    }


def names_of_children() -> dict[int, str]:
    """Return pid → name of the children that multiprocessing has started and not yet joined."""
    return {child.pid: child.name for child in CHILDREN.get()}


def descriptors_of_children() -> dict[int, int]:
    """Return descriptor → pid of the child not yet joined that it is held open for."""
    found: dict[int, int] = {}
    for child in CHILDREN.get():
        finalizer = getattr(child._popen, "finalizer", None)
        held = [*(getattr(finalizer, "_args", None) or ()), getattr(child._popen, "sentinel", -1)]
        found |= dict.fromkeys((each for each in held if isinstance(each, int)), child.pid)
    return found


def daemons() -> list[int]:
    """Return the pids of those of them that this process will end when it exits."""
    return [child.pid for child in CHILDREN.get() if child.daemon]


def target_of(started: Any) -> object:
    """Return the target of a process object, None if it has none."""
    return getattr(started, "_target", None)


def is_managers_server(started: Any) -> bool:
    """Is it the process of a manager's server?"""
    return getattr(target_of(started), "__name__", "") == "_run_server"


def parent_of(started: Any) -> int:
    """Return the pid of the process that made a process object."""
    found: int = started._parent_pid
    return found


def has_been_started(subject: object) -> bool:
    """Is it a process object that has been started?"""
    return getattr(subject, "_popen", None) is not None


def method_of(started: Any) -> str:
    """Return the start method by which a process was started."""
    found: str = started._popen.method
    return found


def reader(queue: Any) -> Any:
    """Return the connection that a queue's items come out of."""
    return queue._reader


def maxsize(queue: object) -> int:
    """Return how many items a queue holds at most; 0 if it is none."""
    return int(getattr(queue, "_maxsize", 0))


def unfinished(queue: Any) -> int:
    """Return how many items of a joinable queue have not been marked done."""
    return int(queue._unfinished_tasks._semlock._get_value())


def warm(queue: Any) -> None:
    """Start a queue's feeder thread, as its first put would."""
    START_FEEDER.get()
    with queue._notempty:
        if queue._thread is None:
            queue._start_thread()


def call_directly(queue: Any, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
    """Let a queue's own calls go past the wrappers round these two, and past its semaphore's."""
    from functools import partial

    queue._recv_bytes = partial(receive, queue._reader)
    queue._send_bytes = partial(send, queue._writer)
    queue._sem.acquire = queue._sem._semlock.acquire


def bare(lock: Any) -> Any:
    """Return the semaphore itself that a lock is made of, None for None."""
    return lock and lock._semlock


def is_held(lock: Any) -> bool:
    """Does this process hold a lock?

    The count is this process's own. A lock may also be given back by another process: then it is
    free whatever the count says.
    """
    return bool(lock._semlock._count() > 0 and lock._semlock._is_zero())


def semaphore_of(subject: object) -> str:
    """Return what names the semaphore behind a lock, a condition, an event; `""` if none is."""
    for name in ("_semlock", "_wait_semaphore", "_flag", "_cond"):
        inner: Any = getattr(subject, name, None)
        if inner is not None:
            return f"{inner.name or inner.handle}" if name == "_semlock" else semaphore_of(inner)
    return ""


def thread_name(ident: int) -> str | None:
    """Return a thread's name, None if it has no Thread object: asking for one would make it."""
    found = threading._active.get(ident)  # type: ignore[attr-defined]
    return None if found is None else str(found.name)


def proxy_of(caller: Any) -> tuple[str, str, str, tuple[object, ...]]:
    """Return what a frame of a proxy's call asks for: method, kind of object, its number, args."""
    known = caller.f_locals
    proxy = known["self"]
    return known["methodname"], proxy._token.typeid, proxy._id, tuple(known["args"])


def key_behind(proxy: Any) -> str:
    """Return what identifies the object that a manager's proxy stands for, as calls are logged."""
    return f"{proxy._token.typeid}:{proxy._id}"


def kind_behind(proxy: Any) -> str:
    """Return what kind of object a manager's proxy stands for: `dict`, `list`."""
    return str(proxy._token.typeid)


def lives_in_shared_memory(value: object) -> bool:
    """Is it a ctypes object of sharedctypes'?"""
    return hasattr(value, "_wrapper")


def replace_semaphores(kind: type) -> None:
    """Let all locks and semaphores be made of another class than the C type."""
    SEMAPHORE.wrap(lambda original: kind)


def rebuild_semaphore(kind: Any, handle: int, sort: int, maxvalue: int, name: str) -> Any:
    """Return the semaphore that another process has made."""
    return kind._rebuild(handle, sort, maxvalue, name)


def is_mine(semaphore: Any) -> bool:
    """Is it a lock that can be taken again, and that this thread holds?"""
    return bool(semaphore.kind == 0 and semaphore._is_mine())


def times_taken(semaphore: Any) -> int:
    """Return how often this process has taken it without giving it back."""
    return int(semaphore._count())


def value_of(semaphore: Any) -> int:
    """Return how often it can be taken now."""
    return int(semaphore._get_value())


def ends_of(queue: Any) -> tuple[Any, Any]:
    """Return the two ends of a queue's pipe."""
    return queue._reader, queue._writer


def handle_of(connection: Any) -> int:
    """Return a connection's descriptor."""
    found: int = connection._handle
    return found


def listening(listener: Any) -> tuple[Any, int]:
    """Return a listener's address, and the descriptor that it listens at."""
    return listener._address, listener._socket.fileno()


def replace_children(children: Any) -> None:
    """Keep this process's children in another container."""
    CHILDREN.wrap(lambda original: children)


def beginning_of(thread: Any) -> Any:
    """Return what a thread sets when it begins."""
    return thread._started


def set_beginning_of(thread: Any, event: object) -> None:
    """Let it set something else."""
    thread._started = event


def replace_locks(kind: type) -> None:
    """Let threads' locks be made of another class, recursive ones by Python's own code."""
    MADE_LOCKS.wrap(lambda original: kind)
    C_RLOCK.wrap(lambda original: None)


def replace_clock(now: Callable[[], float]) -> None:
    """Let threads' waits go by another clock."""
    CLOCK_OF_THREADS.wrap(lambda original: now)


def replace_locks_of_managers(kind: type) -> None:
    """Let managers' servers make locks of another class."""
    registry = REGISTRY.get()
    for name, made in (("Lock", kind), ("RLock", PYTHON_RLOCK.get())):
        registry[name] = (made, *registry[name][1:])


def end_as_an_interpreter() -> None:
    """Join threads, flush feeder threads, join child processes, run exit functions."""
    SHUT_THREADS_DOWN.get()()
    EXIT_FUNCTION.get()()
    RUN_EXIT_FUNCTIONS.get()()
