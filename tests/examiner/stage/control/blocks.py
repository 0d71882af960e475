"""Blocks of shared memory: who reads or writes an item of one asks first.

The view of a block is a memoryview, which nobody can hook. So once a process has a block, the
program's own instructions are watched: before one that reads or stores an item it asks.
"""

import mmap
import sys
import threading
from multiprocessing import shared_memory
from types import CodeType, FrameType
from typing import Any

from examiner.stage import where
from examiner.stage.control.link import is_controlled, link
from examiner.stage.control.memory import ask_to, tell_access

KEY = "mblocks"
"""Whose item it is cannot be told: all blocks are one object."""

TOOL = 4
"""Our number among the tools that watch a program; those with a name of their own are others."""

_kinds: dict[CodeType, dict[int, str]] = {}


def _kinds_of(code: CodeType) -> dict[int, str]:
    """Return where in a program's code items are read or stored; nothing in that of others."""
    if code not in _kinds:
        found = {}
        if where.is_programs(code.co_filename):
            from opcode import opmap  # late: few programs have blocks

            wanted = {opmap.get("BINARY_SUBSCR"): "load", opmap.get("STORE_SUBSCR"): "store"}
            raw = code.co_code
            found = {at: wanted[raw[at]] for at in range(0, len(raw), 2) if raw[at] in wanted}
        _kinds[code] = found
    return _kinds[code]


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


def _ask_to(kind: str) -> None:
    """Ask to read or to store an item: which value that is, nobody can look at."""
    ask_to(kind, KEY)
    link().outcome = _OUTCOMES[kind]


_OUTCOMES = {"load": "reads an item", "store": "writes an item"}

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
        if _kinds_of(code):
            monitoring.set_local_events(TOOL, code, events.INSTRUCTION)
        return monitoring.DISABLE

    def comes_to(code: CodeType, at: int) -> Any:
        kind = _kinds_of(code).get(at)
        if kind is None:
            return monitoring.DISABLE
        if is_controlled():
            _ask_to(kind)
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
        if not _kinds_of(frame.f_code):
            return None
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return comes_to

    def comes_to(frame: FrameType, event: str, argument: object) -> Any:
        kind = _kinds_of(frame.f_code).get(frame.f_lasti) if event == "opcode" else None
        if kind is not None and is_controlled():
            _ask_to(kind)
        return comes_to

    while frame is not None:
        frame.f_trace = begins(frame, "call", None)
        frame = frame.f_back
    threading.settrace(begins)
    sys.settrace(begins)
