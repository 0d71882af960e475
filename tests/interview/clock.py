"""The clock: how long each phase should take, and what is left of it. It never locks anyone out."""

import time
from collections.abc import Callable
from dataclasses import dataclass

WHOLE = 45
"""Minutes that the phases' shares add up to, without recall, for which there may be no need."""

MINUTE = 60.0


@dataclass(frozen=True)
class Phase:
    """A part of the interview."""

    key: str
    title: str
    share: int
    """Minutes of 45."""

    def budget(self, minutes: float) -> float:
        """Return its seconds in an interview of so many minutes."""
        return minutes * MINUTE * self.share / WHOLE


PHASES = (
    Phase("recall", "Recall", 2),
    Phase("brief", "Brief", 2),
    Phase("clarify", "Clarify", 4),
    Phase("approach", "Approach", 4),
    Phase("code", "Code", 18),
    Phase("predict", "Predict and test", 4),
    Phase("debug", "Debug", 5),
    Phase("follow-ups", "Follow-ups", 6),
    Phase("self-score", "Self-score", 2),
)


class Clock:
    """Seconds of the interview so far; what passed while it was paused does not count."""

    def __init__(self, elapsed: float = 0.0, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._begun = now() - elapsed

    @property
    def elapsed(self) -> float:
        """Seconds since the interview began."""
        return self._now() - self._begun


def remaining(seconds: float) -> str:
    """Return what is left of a phase in words: whole minutes, so that it rarely changes."""
    if seconds <= -MINUTE:
        return f"{int(-seconds // MINUTE)} min over"
    if seconds <= 0:
        return "time is up"
    if seconds < MINUTE:
        return "under 1 min left"
    return f"{round(seconds / MINUTE)} min left"


def stopwatch(seconds: float) -> str:
    """Return seconds as `m:ss`."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"
