"""Who is controlled: threads, their processes, and what each of them is about to do."""

import socket
from dataclasses import dataclass
from enum import Enum, auto

from examiner.facts.control import Ask
from examiner.supervisor.control.points import Operation

NOTHING = Ask(0, "", [], [], None, False, "", "", "", [], "", 0.0, False)
"""What somebody wants who has not asked yet."""


NO_OPERATION = Operation("", frozenset(), 0)


class State(Enum):
    """What an entity does now."""

    RUNNING = auto()
    READY = auto()
    """It asks, and may be let go on."""
    WAITING = auto()
    """What it wants could not be done when it last tried."""
    OUTSIDE = auto()
    """It does something that is not controlled."""
    DEAD = auto()


@dataclass(eq=False)
class Controlled:
    """A process."""

    name: str
    pid: int
    role: str = ""
    """What the program calls it."""
    end: int = -1
    """A descriptor that becomes readable when it has ended; -1 if it has to be looked for."""

    @property
    def shown(self) -> str:
        """How it is called where a person reads it."""
        return self.role or ("main" if self.name == "0" else f"process {self.name}")


@dataclass(slots=True)
class Taken:
    """One step of a run: who did what to what, and what came of it."""

    who: str
    wants: Ask
    now: float
    """When it was done, in virtual seconds."""
    what: str = ""
    """What the objects are called that it was done to."""
    outcome: str = ""

    @property
    def kind(self) -> str:
        """What was done: `acquire`."""
        return self.wants.kind

    @property
    def place(self) -> str:
        """Where: `counter.py:12`."""
        return self.wants.place

    @property
    def text(self) -> str:
        """How the program spells it."""
        return self.wants.text


@dataclass(eq=False)
class Entity:
    """A thread."""

    name: str
    channel: socket.socket
    process: Controlled
    role: str = ""
    """The thread's name, `""` for a main thread."""
    state: State = State.RUNNING
    wants: Ask = NOTHING
    keys: frozenset[str] = frozenset()
    """The objects that it concerns, one key for both ends of a thing."""
    operation: Operation = NO_OPERATION
    """What it is about to do."""
    is_expired: bool = False
    """Has its wait run out?"""
    has_tried: bool = False
    """Has it tried once more, to no avail, since something was last touched?"""
    is_launching: bool = False
    """Does it start an interpreter? That takes a while, asleep."""
    step: Taken | None = None
    """What it was last let do."""

    @property
    def shown(self) -> str:
        """How it is called where a person reads it."""
        return f"{self.process.shown}, {self.role}" if self.role else self.process.shown
