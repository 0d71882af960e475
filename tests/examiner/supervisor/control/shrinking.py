"""Reduces a failing schedule to as few deviations from the plain one as still fail.

Most faults take one deviation: those that interrupt somebody at a line of the program are tried.
Then deviations are left out, many at a time and then ever fewer (Zeller and Hildebrandt's ddmin,
TSE 2002), until none can be left out any more. What is left may still be several that only make up
for each other, so some runs are tried that deviate twice.
"""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from examiner.supervisor.control.staying import Deviation

TRIES = 40
"""Runs that are tried with one deviation, and with two."""

Run = TypeVar("Run")
"""A run that fails, whatever it is."""

Again = Callable[[Sequence[Deviation]], tuple[Run, Sequence[Deviation]] | None]
"""Runs the program with these deviations: a run that fails as before with those that were made."""


def shrink(
    failing: Run,
    deviations: Sequence[Deviation],
    again: Again[Run],
    anywhere: Sequence[Deviation] = (),
) -> Run:
    """Return a run that fails as `failing` does, with fewer deviations if there is one.

    `anywhere` are deviations that the plain schedule admits.
    """
    chance = random.Random("shrinking")
    for one in chance.sample(anywhere, min(TRIES, len(anywhere))):
        if len(deviations) > 1 and (found := again([one])) is not None:
            return found[0]
    failing, deviations = _without_the_superfluous(failing, deviations, again)
    for _ in range(TRIES if len(anywhere) > 1 else 0):
        if len(deviations) > 2 and (found := again(chance.sample(anywhere, 2))) is not None:
            return found[0]
    return failing


def _without_the_superfluous(
    failing: Run, deviations: Sequence[Deviation], again: Again[Run]
) -> tuple[Run, Sequence[Deviation]]:
    pieces = 2
    while len(deviations) > 1:
        size = -(-len(deviations) // pieces)
        for start in range(0, len(deviations), size):
            found = again([*deviations[:start], *deviations[start + size :]])
            if found is not None and len(found[1]) < len(deviations):
                failing, deviations = found
                pieces = max(2, pieces - 1)
                break
        else:
            if size == 1:
                break
            pieces = min(len(deviations), 2 * pieces)
    return failing, deviations
