"""Reduces a failing schedule to as few switches as still fail.

A schedule is seen as turns: who goes, and for how many steps. Turns are left out, or prolonged
until they can go no further, one at a time; what still fails with fewer switches is kept.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from examiner.supervisor.control.points import CLOCK, Point, Strategy
from examiner.supervisor.control.strategies import Staying

TO_THE_END = 1 << 30
"""Steps of a turn that ends only when its entity cannot go on."""

Run = Callable[[Strategy], Sequence[str] | None]
"""Runs the program by a strategy: what was chosen, if it fails as before, else None."""


class Turn(NamedTuple):
    """An entity that goes on for some steps."""

    who: str
    steps: int


def turns(chosen: Sequence[str]) -> list[Turn]:
    """Return the turns of a run."""
    return [Turn(who, len(list(steps))) for who, steps in groupby(chosen)]


def switches(chosen: Sequence[str]) -> int:
    """Return how often the turn went to another one; time going on is none."""
    return max(0, len(turns([who for who in chosen if who != CLOCK])) - 1)


class InTurns:
    """Lets entities have their turns, as far as they can go; then nobody is interrupted."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        """Nobody has had a turn yet."""
        self._turns = list(reversed(turns))
        self._left = 0
        self._then = Staying()

    def choose(self, point: Point) -> str:
        """Choose whose turn it is; a turn ends early if its entity cannot go on."""
        choices = point.choices
        while self._turns:
            who, steps = self._turns[-1]
            if self._left == 0:
                self._left = steps
            if who in choices:
                self._left -= 1
                if self._left == 0:
                    self._turns.pop()
                return who
            self._turns.pop()
            self._left = 0
        return self._then.choose(point)


def shrink(chosen: Sequence[str], run: Run, most: int = 200) -> list[str]:
    """Return a run that fails as `chosen` does, with fewer switches if there is one.

    At most `most` runs are tried; `chosen` itself is not run again.
    """
    best, tried = list(chosen), 0
    while True:
        for candidate in _candidates(turns(best)):
            if tried == most:
                return best
            tried += 1
            found = run(InTurns(candidate))
            if found is not None and _size(found) < _size(best):
                best = list(found)
                break  # its turns are others: begin anew
        else:
            return best


def _size(chosen: Sequence[str]) -> tuple[int, int]:
    return switches(chosen), len(chosen)


def _candidates(turns: list[Turn]) -> Iterator[list[Turn]]:
    """Yield what may be tried instead: the boldest first."""
    for length in (len(turns) // 2, len(turns) // 4):
        for start in range(0, len(turns), max(length, 1)) if length > 1 else ():
            yield turns[:start] + turns[start + length :]
    for place, turn in enumerate(turns):
        yield turns[:place] + turns[place + 1 :]
        yield [*turns[:place], Turn(turn.who, TO_THE_END), *turns[place + 1 :]]
