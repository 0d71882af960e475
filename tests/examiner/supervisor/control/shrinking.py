"""Reduces a failing schedule to as few deviations from the plain one as still fail.

Most faults take one deviation: those that interrupt somebody at a line of the program are tried.
Then deviations are left out, many at a time and then ever fewer (Zeller and Hildebrandt's ddmin,
TSE 2002), until none can be left out any more. Those that hand on from one to the next, where
nobody in between matters, need each other: they are joined (as Jalbert and Sen do, FSE 2010). What
is left may still be several that only make up for each other, so some runs are tried that deviate
twice.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from examiner.supervisor.control.staying import Deviation

TRIES = 40
"""Runs that are tried with one deviation, and with two."""

TWO = 2

AT_FIRST = 1 / 3
"""Of the time, at most, that goes to runs with one deviation: mostly one does, but not always."""

FEW = 8
"""Deviations that a person can follow."""

LONGER = 3
"""Times as long may be tried while there are more."""

Run = TypeVar("Run")
"""A run, whatever it is."""


Shorter = Callable[[Sequence[Deviation]], Iterable[Sequence[Deviation]]]
"""Returns what may do in place of some deviations."""


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
        self._begun = time.monotonic()
        plain = self.play([])
        if self.fails(plain):
            return plain
        anywhere, chance = self.interruptions(plain), random.Random("shrinking")
        if len(self.deviations(failing)) > 1:
            ones = chance.sample(anywhere, min(TRIES, len(anywhere)))
            if (found := self._first(([one] for one in ones), AT_FIRST)) is not None:
                return found
        failing = self._reduced(failing)
        if len(self.deviations(failing)) > TWO and len(anywhere) >= TWO:
            twos = (chance.sample(anywhere, TWO) for _ in range(TRIES))
            return self._first(twos) or failing
        return failing

    def _first(self, tried: Iterable[Sequence[Deviation]], share: float = 1.0) -> Run | None:
        """Return the first run of these that fails alike, while that share of the time lasts."""
        for deviations in tried:
            if time.monotonic() > self._begun + share * self.seconds:
                break
            run = self.play(deviations)
            if self.fails(run):
                return run
        return None

    def _shorter(
        self, tried: Iterable[Sequence[Deviation]], made: Sequence[Deviation]
    ) -> Run | None:
        """Return the first run of these that fails alike with fewer deviations than those `made`.

        Others than are tried may come up on the way.
        """
        share, untried = LONGER if len(made) > FEW else 1.0, iter(tried)
        while (run := self._first(untried, share)) is not None:
            if len(self.deviations(run)) < len(made):
                return run
        return None

    def _reduced(self, failing: Run) -> Run:
        """Return a run of whose deviations none can be left out, and no two be joined."""
        failing = self._while_it_gets_shorter(failing, joined_by_all)
        failing = self._without_the_superfluous(failing)
        return self._while_it_gets_shorter(failing, joined)

    def _while_it_gets_shorter(self, failing: Run, tried: Shorter) -> Run:
        while True:
            made = self.deviations(failing)
            found = self._shorter(tried(made), made)
            if found is None:
                return failing
            failing = found

    def _without_the_superfluous(self, failing: Run) -> Run:
        pieces = 2
        while len(made := self.deviations(failing)) > 1:
            size = -(-len(made) // pieces)
            parts = range(0, len(made), size)
            rests = ([*made[:start], *made[start + size :]] for start in parts)
            found = self._shorter(rests, made)
            if found is not None:
                failing, pieces = found, max(2, pieces - 1)
            elif size == 1:
                break
            else:
                pieces = min(len(made), 2 * pieces)
        return failing


def joined(made: Sequence[Deviation]) -> Iterator[list[Deviation]]:
    """Yield these deviations with one visit less each: to somebody who soon hands on.

    What it does then it does when it is its turn again.
    """
    for at, (to, on) in enumerate(pairwise(made)):
        if to.instead == on.who:
            yield [*made[:at], *_direct(to, on), *made[at + 2 :]]


def joined_by_all(made: Sequence[Deviation]) -> Iterator[list[Deviation]]:
    """Yield these deviations without all visits to somebody, who then only goes when it must."""
    for name in dict.fromkeys(deviation.instead for deviation in made):
        left: list[Deviation] = []
        for deviation in made:
            if left and left[-1].instead == name == deviation.who:
                left[-1:] = _direct(left[-1], deviation)
            else:
                left.append(deviation)
        if len(left) < len(made):
            yield left


def _direct(to: Deviation, on: Deviation) -> list[Deviation]:
    """Return what remains of two deviations without the visit that lies between them."""
    return [to._replace(instead=on.instead)] if on.instead != to.who else []
