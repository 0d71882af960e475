"""What a chronicle is made of. Times are seconds since the program began."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

VERSION = 1
"""Of a chronicle as plain data."""

_DIGITS = 6
"""Decimals of a second that are written: microseconds."""


@dataclass(frozen=True)
class Lane:
    """A process, or a thread of one beside its main thread."""

    number: int
    """Its place in the chronicle's lanes."""
    role: str
    """`worker`, or `worker, Thread-1` for a thread."""
    process: str
    """The role of its process."""
    thread: str
    """`""` for a main thread."""
    pid: int
    parent: int | None
    """The lane of the process that started it, or that the thread belongs to."""
    began: float
    ended: float | None
    """None if it had not ended when the chronicle was written; of a thread, its last call's end."""
    code: int | None
    """Exit code as multiprocessing gives it, None if there is none or nobody asked."""
    server: bool
    """Is it a manager's server? The table leaves it out."""


@dataclass(frozen=True)
class Event:
    """Something that was done on a lane: a call, or one moment of its life."""

    number: int
    lane: int
    kind: str
    """`call`, `begin`, `exit`, `error`, `make`, `work`, or another mark of the grader's."""
    at: float
    """The moment that tells: when a put or a start began, when any other call ended."""
    begin: float
    end: float
    told: str
    """As the table tells it, `put 41`; `""` if the table leaves it out."""
    text: str
    """In words."""
    call: str
    """As the program spells it; `""` if it is no call."""
    plain: str
    """The kind of call, `queue.put()` however the program spells it."""
    thing: int | None
    """The shared object that it is about."""
    argument: str
    result: str
    ending: str
    """`ok`, or the name of the exception that the call ended with."""
    file: str
    line: int


@dataclass(frozen=True)
class Wait:
    """A wait that had not ended when the chronicle was written."""

    number: int
    lane: int
    begin: float
    told: str
    """As the table tells it, without its mark: `get`."""
    call: str
    plain: str
    thing: int | None
    waits_for: str
    why: str
    file: str
    line: int


@dataclass(frozen=True)
class Thing:
    """A queue, a pipe, a lock: something that processes share."""

    number: int
    kind: str
    name: str
    """As the program names it, `""` if it does not."""
    file: str
    """Where it was made."""
    line: int
    maxsize: int | None
    """Items that a bounded queue holds at most."""


@dataclass(frozen=True)
class Link:
    """What happened on one lane and shows on another."""

    kind: str
    """`item`: put → get; `start`: start() → a process begins; `end`: it exits → join()."""
    source: int
    target: int
    """Numbers of events."""


@dataclass(frozen=True)
class Depth:
    """How many items a bounded queue held."""

    thing: int
    maxsize: int
    points: tuple[tuple[float, int], ...]
    """From each moment on, so many."""
    known_until: float
    """Later calls are not all in the log."""


@dataclass(frozen=True)
class Gap:
    """A stretch of which a lane's calls were not kept."""

    lane: int
    begin: float
    end: float


@dataclass(frozen=True)
class Edge:
    """Who waits for whom."""

    source: int
    target: int | None
    """None: nobody is left that could end the wait."""
    circular: bool
    """Is it part of a circle of waits?"""


@dataclass(frozen=True)
class Chronicle:
    """What the processes of a program did, and who waits for whom."""

    seconds: float
    lanes: tuple[Lane, ...] = ()
    things: tuple[Thing, ...] = ()
    events: tuple[Event, ...] = ()
    """In order of the moment that tells."""
    waits: tuple[Wait, ...] = ()
    links: tuple[Link, ...] = ()
    depths: tuple[Depth, ...] = ()
    gaps: tuple[Gap, ...] = ()
    edges: tuple[Edge, ...] = ()
    circle: tuple[int, ...] = ()
    """Lanes that wait for each other, in order; empty if there is no such circle."""

    def plain(self) -> dict[str, Any]:
        """Return it as plain JSON data."""
        lists = {
            name: _plain(value) for name, value in vars(self).items() if name not in _NOT_OBJECTS
        }
        return {
            "version": VERSION,
            "seconds": round(self.seconds, _DIGITS),
            **lists,
            "circle": list(self.circle),
        }


_NOT_OBJECTS = ("seconds", "circle")


def _plain(objects: Iterable[object]) -> list[dict[str, Any]]:
    return [{name: _rounded(value) for name, value in vars(each).items()} for each in objects]


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, tuple):
        return [_rounded(part) for part in value]
    return value
