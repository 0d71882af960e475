"""Blocks of shared memory: who reads or writes an item of one asks first.

The view of a block is a memoryview, which nobody can hook. So once a process has a block, the
program's own instructions are watched: before one that reads or stores an item it asks.
"""

import mmap
import struct
import sys
import threading
from contextlib import suppress
from multiprocessing import shared_memory
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any

from examiner.facts.labels import label
from examiner.stage import where
from examiner.stage.control.link import is_controlled, link
from examiner.stage.control.memory import ask_to, tell_access

if TYPE_CHECKING:
    from examiner.stage.control.subscripts import Access

KEY = "mblocks"
"""Whose item it is cannot be told: all blocks are one object."""

TOOL = 4
"""Our number among the tools that watch a program; those with a name of their own are others."""

_places: dict[CodeType, "dict[int, Access]"] = {}


def _places_of(code: CodeType) -> "dict[int, Access]":
    """Return where in a program's code items are read or stored; nothing in that of others."""
    if code not in _places:
        _places[code] = {}
        if where.is_programs(code.co_filename):
            from examiner.stage.control.subscripts import accesses  # late: few programs have blocks

            _places[code] = accesses(code)
    return _places[code]


def install() -> None:
    """Hook the making of blocks."""
    kind: Any = shared_memory.SharedMemory
    initialise = kind.__init__

    @where.passes_on
    def watching(self: Any, *args: Any, **kwargs: Any) -> None:
        initialise(self, *args, **kwargs)
        if is_controlled():
            _watch(sys._getframe(1))

    kind.__init__ = watching
    module: Any = mmap
    module.mmap = _Map
    _packing()


def _packing() -> None:
    """Hook what packs values into a block, or unpacks them from it."""
    module: Any = struct

    def asking(original: Any, what: str, place: int) -> Any:
        @where.passes_on
        def call(*args: Any, **named: Any) -> Any:
            whose = args[place] if len(args) > place else named.get("buffer")
            if isinstance(whose, (memoryview, mmap.mmap)) and is_controlled():
                ask_to(what, KEY)
            return original(*args, **named)

        return call

    class Struct(struct.Struct):
        """As the C type, but who packs into a block asks first."""

        pack_into = asking(struct.Struct.pack_into, "store", 1)
        unpack_from = asking(struct.Struct.unpack_from, "load", 1)

    module.pack_into = asking(struct.pack_into, "store", 1)
    module.unpack_from = asking(struct.unpack_from, "load", 1)
    module.Struct = Struct


class _Map(mmap.mmap):
    """As the C type, but who reads or writes an item asks first."""

    @where.passes_on
    def __getitem__(self, index: Any) -> Any:
        if not is_controlled():
            return super().__getitem__(index)
        ask_to("load", KEY)
        found = super().__getitem__(index)
        tell_access("reads", found, index)
        return found

    @where.passes_on
    def __setitem__(self, index: Any, value: Any) -> None:
        if is_controlled():
            ask_to("store", KEY)
        super().__setitem__(index, value)
        tell_access("writes", value, index)


def _comes_to(access: "Access", frame: FrameType) -> None:
    """Ask to read or to store an item, if it is one of a block's; tell which one, if that is known.

    Which value is stored nobody can look at.
    """
    whose, index = access.looked_up(frame)
    index = index if index and type(index[0]) is int else ()  # others run the program's code
    if whose and not isinstance(whose[0], _SHARED):
        return  # a list's, say
    ask_to(access.kind, KEY)
    at = f" at {label(index[0])}" if index else ""
    if access.kind == "store":
        link().outcome = f"writes an item{at}"
    elif not (whose and index):
        link().outcome = "reads an item"
    else:
        with suppress(Exception):  # the program is about to meet it too
            found = whose[0][index[0]]
            tell_access("reads", bytes(found) if isinstance(found, memoryview) else found, index[0])


_SHARED = (memoryview, shared_memory.ShareableList)

_watched = False


def _watch(frame: FrameType | None) -> None:
    """Watch the program's instructions from now on, also in the functions that are running."""
    global _watched
    if _watched:
        return
    _watched = True
    if hasattr(sys, "monitoring"):
        _monitor(frame)
    else:
        _trace(frame)


def _monitor(frame: FrameType | None) -> None:
    monitoring: Any = vars(sys)["monitoring"]
    events = monitoring.events
    monitoring.use_tool_id(TOOL, "ipc-kata")

    def begins(code: CodeType, _: int) -> Any:
        if _places_of(code):
            monitoring.set_local_events(TOOL, code, events.INSTRUCTION)
        return monitoring.DISABLE

    def comes_to(code: CodeType, at: int) -> Any:
        access = _places_of(code).get(at)
        if access is None:
            return monitoring.DISABLE
        if is_controlled():
            _comes_to(access, sys._getframe(1))
        return None

    monitoring.register_callback(TOOL, events.PY_START, begins)
    monitoring.register_callback(TOOL, events.INSTRUCTION, comes_to)
    monitoring.set_events(TOOL, events.PY_START)
    while frame is not None:
        begins(frame.f_code, 0)
        frame = frame.f_back


def _trace(frame: FrameType | None) -> None:
    """Do so where there is no monitoring, before Python 3.12."""

    def begins(frame: FrameType, event: str, argument: object) -> Any:
        if not _places_of(frame.f_code):
            return None
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return comes_to

    def comes_to(frame: FrameType, event: str, argument: object) -> Any:
        access = _places_of(frame.f_code).get(frame.f_lasti) if event == "opcode" else None
        if access is not None and is_controlled():
            _comes_to(access, frame)
        return comes_to

    while frame is not None:
        frame.f_trace = begins(frame, "call", None)
        frame = frame.f_back
    threading.settrace(begins)
    sys.settrace(begins)
