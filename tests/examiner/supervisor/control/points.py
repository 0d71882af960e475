"""A point at which somebody is chosen to go on."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

CLOCK = "clock"
"""Chosen instead of an entity: the next finite wait runs out."""

POLLS = frozenset(
    {"poll", "poll child", "try", "value", "sleep", "yield", "wait", "select", "read"}
)
"""Operations by which somebody may look again and again for what others do."""


MOST_POLLS = 6
"""Polls in a row after which whoever polls has to let the others go."""

YIELD = "yield"
"""What asks for just that: `time.sleep(0)`."""

LOAD = "load"
"""Reading from shared memory: most do so to go on, but a loop may do nothing else."""

MOST_LOADS = 30
"""So many of them in a row count as looking again and again."""


class Operation(NamedTuple):
    """What an entity is about to do."""

    kind: str
    """`acquire`, `send`, `join`."""
    objects: frozenset[str]
    """What it is done to: the same in every run of a schedule."""
    number: int
    """How many operations the entity has begun before: tells one from the next of the same kind."""
    spot: str = ""
    """Which instruction of the program it is a part of, `""` if of none."""

    def at(self, objects: frozenset[str]) -> "Operation":
        """Return the same operation on objects that are known better now."""
        return Operation(self.kind, objects, self.number, self.spot)


class Point(NamedTuple):
    """Who can go on, and whether time can."""

    step: int
    """How many choices were made before."""
    able: Mapping[str, Operation]
    """Entity → what it would do, in the order of the names. Empty if all wait."""
    expiring: str = ""
    """The entity whose finite wait would run out next, if time may go on; else `""`."""

    @property
    def choices(self) -> list[str]:
        """All that may be chosen: entities first, in the order of their names."""
        return [*self.able, *([CLOCK] if self.expiring else [])]


class Strategy(Protocol):
    """Chooses who goes on, in one run of a program."""

    def choose(self, point: Point) -> str:
        """Return one of the point's choices."""
