"""Amplifier: whoever reads shared state is overtaken before it writes what it made of it.

`counter.value += 1` is a read and a write, and two processes that do not exclude each other lose
an increment if both read before one of them writes. On its own that happens now and then. Here it
happens every time: the first read of each process waits for another reader, and all reads and
writes are late. Who holds a lock from the read to the write meets nobody, and loses nothing. Who
writes first, or asks a manager to append, waits likewise before that: so nobody is through before
the others have come.

It covers Value, Array, RawValue and RawArray, what `get_obj()` gives, and the dictionaries, lists,
values, arrays and namespaces of a manager. The delays are outside of the locks that a single read
or write takes by itself: inside, they would shut the others out, and hide the race.
"""

import ctypes
import os
import sys
import time
from collections.abc import Callable
from multiprocessing import parent_process, sharedctypes
from typing import Any

from examiner.facts.labels import label
from examiner.stage import cpython, where
from examiner.stage.props.gate import Gate
from examiner.stage.props.quiet import STARTING
from examiner.stage.recorder import recorder
from examiner.stage.where import passes_on

LATE = 0.0005
"""Seconds between a read and what follows it, and before each write."""

_LOOK = 0.012
"""Seconds between two looks for another reader."""

_LOOKS = 25
"""Looks at which nobody else has read, although all are up, until it is clear that nobody will:
they wait for a lock. Looks and not seconds, because on a busy machine the others are slow too."""

LOCKS = frozenset({"Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition"})
"""What a manager makes of that kind."""

_PROXIES = frozenset({"dict", "list", "Value", "Array", "Namespace"})
READS = frozenset(
    {
        "__contains__", "__getattribute__", "__getitem__", "copy", "get", "items", "keys", "pop",
        "setdefault", "values",
    }
)  # fmt: skip
_WRITES = frozenset({"__setattr__", "__setitem__", "set", "update"})


def overtake_readers(folder: str, processes: int, after: Gate | None = None) -> None:
    """Let readers of shared state be overtaken; about so many `processes` will share it.

    Nobody counts as a reader before the gate `after` is open.

    The first process is never made to wait for another reader: it collects the results.
    """
    meeting = _Meeting(folder, processes, after)
    _simple_values(meeting)
    _arrays(meeting)
    _synchronized(meeting)
    _proxies(meeting)


class _Meeting:
    """Where the first read of a process waits for that of another."""

    def __init__(self, folder: str, processes: int, after: Gate | None) -> None:
        self.folder = folder
        self.processes = processes
        self.after = after
        self.owner = 0
        self.owes_a_write = False

    def meet(self) -> None:
        """Wait for another process, the first time; the first process waits for nobody."""
        if parent_process() is not None and self._comes():
            self._wait()

    def read(self, value: object) -> None:
        """Be late after a read of a value; log the first one of each process."""
        if parent_process() is not None and self._comes():
            self.owes_a_write = True
            self._log("reads", value)
            self._wait()
        time.sleep(LATE)

    def write(self, value: object) -> None:
        """Be late before a write; log the first one after that read."""
        if parent_process() is None:
            self._comes()
        self.meet()
        time.sleep(LATE)
        if self.owes_a_write and self.owner == os.getpid():
            self.owes_a_write = False
            self._log("writes", value)

    def _comes(self) -> bool:
        """Is it the first time that this process comes here? That is logged."""
        if self.owner == os.getpid() or (self.after and not self.after.is_open()):
            return False
        self.owner, self.owes_a_write = os.getpid(), False
        recorder(self.folder).log("come")
        return True

    def _log(self, did: str, value: object) -> None:
        program = where.program_frame(sys._getframe(1))
        text = where.statement(program) if program else ""
        recorder(self.folder).log(
            "overtaken", did=did, value=label(value), text=text, place=where.place_of(program)
        )

    def _wait(self) -> None:
        with open(os.path.join(self.folder, f"reader-{os.getpid()}"), "w", encoding="ascii"):
            pass
        looks, limit = 0, time.monotonic() + STARTING
        while looks < _LOOKS and self._readers() < 2 and time.monotonic() < limit:
            time.sleep(_LOOK)
            looks += self._all_are_up()

    def _readers(self) -> int:
        return sum(name.startswith("reader-") for name in os.listdir(self.folder))

    def _all_are_up(self) -> bool:
        with open(recorder(self.folder).path, "rb") as log:
            lines = [line for line in log if line.startswith(b'{"kind":"up"')]
        servers = sum(b'"server":true' in line for line in lines)
        return len(lines) - servers - 1 >= self.processes  # the caller is up as well


def _simple_values(meeting: _Meeting) -> None:
    """Amplify RawValue, and what `get_obj()` of a Value gives."""
    raw = vars(cpython.SIMPLE_CTYPE.get())["value"]

    @passes_on
    def get(self: Any) -> Any:
        value = raw.__get__(self)
        if cpython.lives_in_shared_memory(self):
            meeting.read(value)
        return value

    @passes_on
    def put(self: Any, value: Any) -> None:
        if cpython.lives_in_shared_memory(self):
            meeting.write(value)
        raw.__set__(self, value)

    for kind in {*cpython.TYPECODES.get().values(), ctypes.c_bool}:
        kind.value = property(get, put)


def _arrays(meeting: _Meeting) -> None:
    """Amplify RawArray, and what `get_obj()` of an Array gives.

    Each length has a class of its own, so the classes are changed when arrays are made.
    """

    def amplifying(rebuild: Callable[..., Any]) -> Callable[..., Any]:
        def rebuild_ctype(*arguments: Any) -> Any:
            made = rebuild(*arguments)
            if isinstance(made, ctypes.Array):
                kind: Any = type(made)
                kind.__getitem__ = get
                kind.__setitem__ = put
            return made

        # Pickles name it, so it has to be found under its old name.
        rebuild_ctype.__module__ = rebuild.__module__
        rebuild_ctype.__qualname__ = rebuild.__qualname__
        return rebuild_ctype

    @passes_on
    def get(self: Any, index: Any) -> Any:
        value = ctypes.Array.__getitem__(self, index)
        if cpython.lives_in_shared_memory(self):
            meeting.read(value)
        return value

    @passes_on
    def put(self: Any, index: Any, value: Any) -> None:
        if cpython.lives_in_shared_memory(self):
            meeting.write(value)
        ctypes.Array.__setitem__(self, index, value)

    cpython.REBUILD_CTYPE.wrap(amplifying)


def _synchronized(meeting: _Meeting) -> None:
    """Amplify Value and Array: late outside of their own locks, which only cover one step."""
    value, array = vars(cpython.SIMPLE_CTYPE.get())["value"], ctypes.Array

    def wrapped(read: Callable[..., Any], write: Callable[..., None]) -> tuple[Any, Any]:
        @passes_on
        def get(self: Any, *where: Any) -> Any:
            with self:
                found = read(self.get_obj(), *where)
            meeting.read(found)
            return found

        @passes_on
        def put(self: Any, *what: Any) -> None:
            meeting.write(what[-1])
            with self:
                write(self.get_obj(), *what)

        return get, put

    kind: Any = sharedctypes.Synchronized
    kind.value = property(*wrapped(value.__get__, value.__set__))
    kind = sharedctypes.SynchronizedArray
    kind.__getitem__, kind.__setitem__ = wrapped(array.__getitem__, array.__setitem__)


def _proxies(meeting: _Meeting) -> None:
    """Amplify what a manager shares: a method is one step of its server's."""

    def amplifying(call: Callable[..., Any]) -> Callable[..., Any]:
        @passes_on
        def call_method(self: Any, name: str, *arguments: Any, **named: Any) -> Any:
            kind = cpython.kind_behind(self)
            shared = kind in _PROXIES
            if shared and name in _WRITES:
                meeting.write(arguments[0][-1] if arguments and arguments[0] else None)
            elif name not in READS and kind not in LOCKS:
                meeting.meet()
            result = call(self, name, *arguments, **named)
            if shared and name in READS:
                meeting.read(result)
            return result

        return call_method

    cpython.CALL_METHOD.wrap(amplifying)
