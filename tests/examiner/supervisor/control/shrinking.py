"""Reduces a failing schedule to as few deviations from the plain one as still fail.

Most faults take one deviation: those that interrupt somebody at a line of the program are tried.
Then deviations are left out, many at a time and then ever fewer (Zeller and Hildebrandt's ddmin,
TSE 2002), until none can be left out any more. What is left may still be several that only make up
for each other, so some runs are tried that deviate twice.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from examiner.supervisor.control.staying import Deviation

TRIES = 40
"""Runs that are tried with one deviation, and with two."""

TWO = 2

Run = TypeVar("Run")
"""A run, whatever it is."""


@dataclass
class Shrinking(Generic[Run]):
    """How a program is run again, and what is known of a run."""

    play: Callable[[Sequence[Deviation]], Run]
    """Runs it by the plain schedule with these deviations."""
    fails: Callable[[Run], bool]
    """Does a run fail as the one that is to be made short?"""
    deviations: Callable[[Run], Sequence[Deviation]]
    """Those that were made in a run."""
    interruptions: Callable[[Run], Sequence[Deviation]]
    """Those that would interrupt somebody in a run."""
    seconds: float
    """After so many the best one found must do."""

    def shortest(self, failing: Run) -> Run:
        """Return a run that fails as `failing` does, with fewer deviations if there is one."""
        self._limit = time.monotonic() + self.seconds
        plain = self.play([])
        if self.fails(plain):
            return plain
        anywhere, chance = self.interruptions(plain), random.Random("shrinking")
        if len(self.deviations(failing)) > 1:
            for one in chance.sample(anywhere, min(TRIES, len(anywhere))):
                if (found := self._again([one])) is not None:
                    return found
        failing = self._without_the_superfluous(failing)
        if len(self.deviations(failing)) > TWO and len(anywhere) >= TWO:
            for _ in range(TRIES):
                if (found := self._again(chance.sample(anywhere, TWO))) is not None:
                    return found
        return failing

    def _again(self, deviations: Sequence[Deviation]) -> Run | None:
        """Return a run with these deviations if it fails alike, and there is still time."""
        if time.monotonic() > self._limit:
            return None
        run = self.play(deviations)
        return run if self.fails(run) else None

    def _without_the_superfluous(self, failing: Run) -> Run:
        pieces = 2
        while len(made := self.deviations(failing)) > 1:
            size = -(-len(made) // pieces)
            for start in range(0, len(made), size):
                found = self._again([*made[:start], *made[start + size :]])
                if found is not None and len(self.deviations(found)) < len(made):
                    failing = found
                    pieces = max(2, pieces - 1)
                    break
            else:
                if size == 1:
                    break
                pieces = min(len(made), 2 * pieces)
        return failing
