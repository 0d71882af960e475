"""What was missed in earlier interviews, and comes back at the beginning of a later one.

A key fact that was missed is asked for again in the next interview. Each time that it is there it
rests for longer, until it has been there often enough.
"""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from interview.material import Kind, Told

MOST = 3
"""Facts that one interview begins with."""

_PAUSES = (timedelta(0), timedelta(days=3), timedelta(days=10), timedelta(days=30))
"""How long a fact rests after it was missed, and after each time in a row that it was known."""


@dataclass(frozen=True)
class Missed:
    """A key fact that comes back."""

    slug: str
    question: str
    fact: str


@dataclass(frozen=True)
class _Known:
    """How well a fact is known."""

    times: int
    """In a row, since it was last missed."""
    when: datetime
    """When it was last asked for."""


def due(cards: Iterable[dict[str, Any]], now: datetime) -> list[Missed]:
    """Return what comes back now, the longest due first.

    `cards` are scorecards, the oldest first; one that is damaged tells nothing.
    """
    known: dict[Missed, _Known] = {}
    for card in cards:
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
            known |= _after(card, known)
    learning = {fact: one for fact, one in known.items() if one.times < len(_PAUSES)}
    resting = {fact: one.when + _PAUSES[one.times] for fact, one in learning.items()}
    ready = [fact for fact, until in resting.items() if until <= now]
    return sorted(ready, key=lambda fact: resting[fact])


def _after(card: dict[str, Any], known: dict[Missed, _Known]) -> dict[Missed, _Known]:
    """Return what is known differently after an interview."""
    when = datetime.fromisoformat(card["finished"])
    changed = {}
    for entry in card.get("recalled", ()):
        fact = Missed(entry["slug"], entry["question"], entry["fact"])
        times = known[fact].times + 1 if fact in known else 0
        changed[fact] = _Known(0 if entry["how"] == Told.MISSED else times, when)
    for entry in card.get("missed_facts", ()):
        # A question about the code of that day makes no sense without it.
        if entry.get("about", Kind.OWN) != Kind.OWN:
            changed[Missed(card["slug"], entry["question"], entry["fact"])] = _Known(0, when)
    return changed
