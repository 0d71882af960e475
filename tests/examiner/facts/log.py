"""The vocabulary of a trial's log: its kinds of entries, and what each of them holds.

Whoever runs in a trial can write to its log. So an entry is taken only if it is of a kind that is
listed here and has the shape that its kind must have; whatever reads entries can rely on that.
"""

from typing import Any

MEANT = "_ipc_kata_meant"
"""Attribute of exceptions that are raised on purpose, as a difficulty: no fault of ours."""

Entry = dict[str, Any]

Shape = Any
"""A type; a list of one shape; a tuple of shapes, one for each part; a dict of names and shapes."""

_FRAMES = [(str, int, str)]
"""File, line and function of each frame."""

_ERROR = {"type": str, "message": str, "frames": _FRAMES, "own": str}
"""An exception; `own` is its whole traceback if it is the kit's own fault, else empty."""

_HANDLING = {"item": str, "number": int, "of": str}
"""`of` is on whose behalf, empty if that is nobody in particular."""

_LEAVES = [(str, str)]
"""Where in a value that is too long to show, and the label of what is there."""

_PLACE = (str, int)
"""File and line."""


class Either:
    """A shape that is one of several."""

    def __init__(self, *shapes: Shape) -> None:
        self.shapes = shapes


_CALL = {
    "call": str, "plain": str, "key": str, "argument": str, "whom": int | None,
    "file": str | None, "line": int | None, "begun": int,
}  # fmt: skip

_THREAD = {
    "thread": str,
    "call": Either(None, _CALL | {"state": dict}),
    "stack": _FRAMES,
    "here": Either(None, (str, str, int)),
}

_LEFT_THREAD = (str, str, str, int)
"""Its name; what it does on which line of which file, empty if that is nothing of the program's."""

KINDS: dict[str, dict[str, Shape]] = {
    # Processes.
    "up": {"name": str, "target": str, "ppid": int, "server": bool},
    "forked": {},
    "start": {"child": int, "name": str, "method": str},
    "exit": {"child": int, "code": int},
    "dismiss": {"child": int},
    "force": {"child": int, "call": str, "file": str, "line": int},
    "left": {"code": str},
    "down": {"code": int | None},
    # The scene, and the answer's functions.
    "ready": {},
    "played": {},
    "over": {},
    "unusable": {"message": str, "cause": Either(None, _ERROR)},
    "scene": _ERROR,
    "answer": {"phase": str, "function": str},
    "value": {"name": str, "value": str, "leaves": _LEAVES},
    # Calls, objects, exceptions.
    "call": _CALL | {"end": str, "result": str, "thread": str},
    "hurried": {
        "call": str,
        "plain": str,
        "seconds": float,
        "file": str,
        "line": int,
        "thread": str,
    },
    "busy": {"call": str, "file": str, "line": int},
    "make": {"what": str, "place": _PLACE, "key": str, "maxsize": int},
    "overtaken": {"did": str, "value": str, "text": str, "place": _PLACE},
    "pair": {"ends": (str, str), "place": _PLACE},
    "memory": {"name": str, "place": _PLACE},
    "semaphore": {"key": str, "place": _PLACE},
    "timer": {},
    "error": _ERROR | {"by": str, "item": str},
    "failure": {"where": str, "own": str},
    # What props tell.
    "handle": _HANDLING,
    "handled": _HANDLING,
    "arrive": _HANDLING,
    "arrived": _HANDLING,
    "reject": _HANDLING,
    "rejected": _HANDLING,
    "work": {"name": str, "item": str},
    "worked": {"name": str, "item": str},
    "pull": {"item": str, "number": int},
    "dry": {"number": int},
    "stream": {"name": str},
    "idle": {"number": int},
    "idled": {"number": int, "stop": bool},
    "pickle": {"item": str, "maker": int},
    "size": {"number": int},
    "memory-use": {"bytes": int},
    "mapped": {},
    "sent": {"bytes": int},
    "half": {"key": str},
    "whole": {"key": str},
    "read": {"bytes": int},
    "received": {"bytes": int},
    "lists": {"what": str, "plain": bool},
    "come": {},
    "record": {"held": [str]},
    "listed": {"key": str, "values": [str]},
    "gate": {"name": str},
    "hold": {"name": str},
    "quiet": {"phase": str},
    "provoked": {"type": str},
    "killed": {"code": int},
    "signal": {"name": str, "whom": str},
    # What a process holds.
    "alive": {"processes": [(int, str)]},
    "remains": {"descriptors": [str], "threads": [_LEFT_THREAD], "unjoined": [int]},
    "dump": {"threads": [_THREAD], "held": [str]},
}
"""Kind of entry → what it has besides `kind`, `t` (monotonic nanoseconds) and `pid`."""

PHASES = {"begin": {}, "return": {"value": str, "leaves": _LEAVES}, "raise": _ERROR}
"""What more an entry `answer` has, by its phase."""
