"""Which steps of a controlled run matter, in words.

A run is told by where it deviates from the plain schedule: somebody is interrupted, others go, and
what was interrupted goes on with what it has seen before. Where several wait in a circle for what
the next one holds, it is what each of them took.
"""

from collections.abc import Iterable, Iterator, Sequence

from examiner.facts.outcome import Observation
from examiner.facts.verdicts import Blocked
from examiner.telling import steps

TWO = 2
"""Of two that wait for each other it is told where one of them is interrupted."""


def matter(seen: Observation, rows: Sequence[Blocked]) -> list[str]:
    """Return the steps that matter, in words: where somebody is interrupted, or a wait runs out.

    `rows` are who waits in the end, nobody if it ended by itself.
    """
    if len(circle := _circle(rows)) > TWO:
        return steps.taken(seen, circle)
    found = steps.rows(seen)
    told: dict[str, None] = {}
    for step, who, _, instead, interrupts in seen.control.get("deviations", [])[
        -steps.MOST_MATTER :
    ]:
        if instead == "clock":
            told |= dict.fromkeys(_running_out(found, step))
        elif interrupts:
            told |= dict.fromkeys(_interrupted(found, step, who))
    return list(told)


def _circle(rows: Iterable[Blocked]) -> list[str]:
    """Return who waits in a circle for locks that the next one holds, nobody if there is none."""
    holders = {row.role: row.waits_for for row in rows if row.plain == "lock.acquire()"}
    for who in holders:
        circle = [who]
        while (holder := holders.get(circle[-1])) is not None and holder not in circle:
            circle.append(holder)
        if holder == who:
            return circle
    return []


def _running_out(found: Sequence[steps.Row], step: int) -> Iterator[str]:
    """Say whose wait runs out, what it does then, and what it could have waited for."""
    expiry = next((row for row in found if row.first <= step <= row.last), None)
    later = [row for row in found if row.first > step and row.who != steps.CLOCK]
    mine = [row for row in later if expiry is not None and row.entity == expiry.entity]
    for row in mine[:1]:
        yield f"{row.who}: {row.text} {row.did[0] if row.did else 'is over'}"
    for row in mine[1:2]:
        yield f"{row.who}: {row.said(0)}"
    for row in [row for row in later if row not in mine and row.did][:1]:
        yield f"{row.who}: {row.said(0)}"


def _interrupted(found: Sequence[steps.Row], step: int, who: str) -> Iterator[str]:
    mine = [row for row in found if row.entity == who and row.who != steps.CLOCK]
    before, after = ([r for r in mine if (r.last < step) == earlier] for earlier in (True, False))
    between = [r for r in found if step <= r.first and r.entity != who and r.who != steps.CLOCK]
    if after:
        between = [row for row in between if row.first < after[0].first]
    if not between:
        return
    objects = frozenset[str]().union(*(row.objects for row in [*before[-1:], *after[:1]]))
    near = [row for row in between if row.objects & objects] or between
    for row, which in ((before[-1:], -1), (near[-1:], -1), (after[:1], 0)):
        for only in row:
            yield f"{only.who}: {only.said(which)}"
