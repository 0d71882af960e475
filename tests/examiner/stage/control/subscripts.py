"""Where a program's code reads or stores items, and of what: `block.buf[0]`, `view[:4] = data`.

An instruction that does so finds its operands on a stack that nobody can look at. But its source
is known: where that is no more than names, attributes and constants, they can be looked up.
"""

import ast
import dis
from multiprocessing.shared_memory import SharedMemory
from types import CodeType, FrameType
from typing import Any, NamedTuple

from examiner.stage import where

Found = tuple[Any, ...]
"""What was looked up, alone; nothing if that would mean running the program's code."""

_KINDS = {
    "BINARY_SUBSCR": "load", "BINARY_SLICE": "load",
    "STORE_SUBSCR": "store", "STORE_SLICE": "store",
}  # fmt: skip
"""Instruction → what it does with an item."""

_SUBSCRIPT = "[]"
"""How dis shows the operand of BINARY_OP that reads an item, since Python 3.14."""


class Access(NamedTuple):
    """An instruction that reads or stores an item."""

    kind: str
    """`load` or `store`."""
    whose: ast.expr | None
    """Whose item, as the source has it; None if it is not known."""
    which: ast.expr | None

    def looked_up(self, frame: FrameType) -> tuple[Found, Found]:
        """Return whose item it is, and which, in a frame that comes to it."""
        return _value(self.whose, frame), _value(self.which, frame)


def accesses(code: CodeType) -> dict[int, Access]:
    """Return where in a code object items are read or stored: offset → access."""
    found = {}
    for instruction in dis.get_instructions(code):
        kind = _KINDS.get(instruction.opname)
        if instruction.opname == "BINARY_OP" and instruction.argrepr == _SUBSCRIPT:
            kind = "load"
        if kind is not None:
            found[instruction.offset] = Access(kind, *_operands(code, instruction.offset))
    return found


def _operands(code: CodeType, offset: int) -> tuple[ast.expr | None, ast.expr | None]:
    try:
        source = ast.parse(where.source_of(code, offset), mode="eval").body
    except SyntaxError:
        return None, None
    if isinstance(source, ast.Subscript):
        return source.value, source.slice
    return None, None


def _value(source: ast.expr | None, frame: FrameType) -> Found:
    if isinstance(source, ast.Constant):
        return (source.value,)
    if isinstance(source, ast.Name):
        for names in (frame.f_locals, frame.f_globals):
            if source.id in names:
                return (names[source.id],)
    if isinstance(source, ast.Attribute) and (whose := _value(source.value, frame)):
        return _attribute(whose[0], source.attr)
    return ()


def _attribute(whose: Any, name: str) -> Found:
    if isinstance(whose, SharedMemory) and name == "buf":
        return (whose.buf,)
    try:
        own = object.__getattribute__(whose, "__dict__")  # to look into it runs nothing
    except AttributeError:
        return ()
    return (own[name],) if name in own else ()
