"""A verdict on one screen: the sum of a pass, or the first check that failed."""

import re
from collections.abc import Sequence
from typing import Any

from examiner.catalog import Exercise, shown
from examiner.facts.verdicts import Verdict
from examiner.facts.wrapping import wrapped
from examiner.showing.ink import Ink
from practice.examining import Printed

_INDENT = "    "

_FEWEST = 4
"""Lines of a picture that say something: its head, a gap, and the last two."""

_SUM = re.compile(r" {2}\d+ of \d+ checks passed")


def fitting(exercise: Exercise, printed: Printed, ink: Ink, height: int | None) -> list[str]:
    """Return lines that tell the verdict, not more than `height` if that is possible.

    Without a height all lines are returned.
    """
    lines = printed.text.strip("\n").splitlines()
    if height is None or len(lines) <= height or printed.exercise is None:
        return lines
    if printed.passed:
        return [_heading(exercise, ink), "", *_from_the_sum(lines, ink)]
    failed = [check for check in printed.exercise["checks"] if check["verdict"] in _AGAINST]
    if not printed.failed or not failed:
        return lines
    below = ["", *_from_the_sum(lines, ink)[:1]]
    first = [check for check in failed if check["name"] == failed[0]["name"]]
    step = [f"  {s.heading}" for s in exercise.steps if s.number == first[0].get("step")]
    above = [_heading(exercise, ink), "", *step, *_told(first, ink)]
    return [*above, *_cut(failed[0]["picture"], height - len(above) - len(below)), *below]


_AGAINST = frozenset(map(str, Verdict)) - {
    str(verdict) for verdict in (Verdict.PASSED, Verdict.NOT_STARTED, Verdict.EXAMINER_ERROR)
}


def _heading(exercise: Exercise, ink: Ink) -> str:
    title = ink.paint(f"{exercise.number}  {exercise.title}", "bold")
    return f"{title}   {ink.paint(shown(exercise.answer), 'dim')}"


def _from_the_sum(lines: Sequence[str], ink: Ink) -> list[str]:
    """Return what a grade prints after its checks."""
    sums = (number for number, line in enumerate(lines) if _SUM.match(ink.bare(line)))
    return list(lines[next(sums, 0) :])


def _told(results: Sequence[dict[str, Any]], ink: Ink) -> list[str]:
    first = results[0]
    methods = ", ".join(result["start_method"] for result in results)
    sign = ink.paint("✘", "red")
    title, *more = wrapped(first["title"], ink.width - len(_INDENT))
    return [
        f"  {sign} {title}",
        *(_INDENT + line for line in more),
        f"{_INDENT}{ink.paint(first['headline'], 'red')}{ink.paint(f', under {methods}', 'dim')}",
        *(_INDENT + line for line in first["explanation"]),
    ]


def _cut(picture: Sequence[str], room: int) -> list[str]:
    """Return as much of a picture as there is room for: its head, and what came last."""
    room -= 1  # for the empty line above it
    if not picture or room < min(_FEWEST, len(picture)):
        return []
    lines = list(picture)
    if len(lines) > room:
        gap = " " * (len(lines[1]) - len(lines[1].lstrip())) + "…"
        lines = [lines[0], gap, *lines[len(lines) - room + 2 :]]
    return ["", *(_INDENT + line for line in lines)]
