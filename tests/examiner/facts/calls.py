"""Calls of a program's that are looked at: what they are named, and how many are kept."""

from types import FrameType
from typing import Any, NamedTuple

MANAGED = (
    "proxy.__setitem__()", "proxy.__setattr__()", "proxy.append()", "proxy.extend()",
    "proxy.update()", "proxy.set()", "proxy.setdefault()",
)  # fmt: skip
"""Calls by which a manager's object is changed: who makes them gets on, however slowly."""

CALLS_LOGGED = 200
"""Finished calls that one process logs; later ones only count, so that a log stays bounded."""

RECENT = 400
"""Later calls of a process that are kept where the newest matter, as in a trace."""

RECENT_PREFIX = "recent-"
"""What the files with these begin with; the process's pid follows."""

FEEDER = "feeder"
"""What the whole life of a queue's feeder thread counts as."""

EXIT = "exit"
"""What a process does when its program is over: it joins its children, its queues' feeders."""

PUTS = ("queue.put()", "connection.send()", "connection.send_bytes()")
GETS = ("queue.get()", "connection.recv()", "connection.recv_bytes()")

TALLY_PREFIX = "tally-"
"""The same for files with a count of very many calls."""

BY_FORCE = ("process.terminate()", "process.kill()", "process.interrupt()")
"""Calls by which one process ends another."""

UNBOUNDED = 1 << 20
"""A queue without a bound has a semaphore's greatest value for one: more than this."""


class Call(NamedTuple):
    """A call that a thread is in, or that has just ended."""

    name: str
    """As it is told: `queue.get()`, whatever the program calls its queue."""
    args: tuple[Any, ...]
    """Its positional arguments; the first is the object whose method it is, if it is one's."""
    frame: FrameType
    """The wrapper's own; its caller is the line that called."""
    begun: int
    """Monotonic nanoseconds."""


Current = tuple[str, tuple[Any, ...], FrameType, int]
"""The same as a bare tuple, which costs a tenth: a program may make very many calls."""


def chained(chain: int, item: int) -> int:
    """Return the hash of a sequence from that of its beginning and its last item."""
    return (chain * 1_000_003 + item + 1) % (1 << 61)
