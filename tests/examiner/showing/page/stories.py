"""What a page tells, as plain data."""

from dataclasses import dataclass

from examiner.facts.verdicts import Blocked
from examiner.telling.chronicle import Chronicle


@dataclass(frozen=True)
class Story:
    """One thing that happened, told on a card."""

    mood: str
    """`bad`, `good`, `doubtful` or `idle`."""
    title: str
    verdict: str
    """In a few words."""
    sentence: str = ""
    """What happened."""
    remark: str = ""
    """What else there is to say: under which start methods, how long."""
    rows: tuple[Blocked, ...] = ()
    """Who waits for whom."""
    chronicle: Chronicle | None = None
    """What the picture is drawn from."""
    lines: tuple[str, ...] = ()
    """More, to be shown as it is: where each thread is."""
    printed: str = ""
    """What the program printed."""
    open: bool = True
    """Is it told at once, or only when asked for?"""


@dataclass(frozen=True)
class Fact:
    """A name and a value in the head of a page."""

    name: str
    value: str


@dataclass(frozen=True)
class Head:
    """The head of a page."""

    kind: str
    """What sort of page it is."""
    title: str
    mood: str
    verdict: str
    facts: tuple[Fact, ...] = ()
