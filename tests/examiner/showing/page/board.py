"""The page of a grade: a board of all exercises, and a card for every check."""

import itertools
import platform
from collections.abc import Iterator, Sequence

from examiner.facts.verdicts import Verdict
from examiner.judging.results import Grade, Result
from examiner.showing import fault
from examiner.showing.page import cards, document
from examiner.showing.page.markup import table, tag, text
from examiner.showing.page.stories import Fact, Head, Story
from examiner.telling import explain

MOODS = {"passed": "good", "failed": "bad", "error": "bad", "not-started": "idle"}

_MINOR = (2, 3, 4)
"""Columns of the board that a narrow screen has no room for."""

LARGEST_OF_PASSED = 300
"""Events that the picture of a passed check has at most: nobody looks for a fault in it, and a
page with all of them would be slow to open."""


def as_html(seed: int, grades: Sequence[Grade]) -> str:
    """Return the page of a grade."""
    ordered = sorted(grades, key=lambda grade: grade.exercise.number)
    numbers = itertools.count(1)
    parts = [_exercise(grade, numbers) for grade in ordered if grade.results]
    if len(ordered) > 1:
        titles = [_title(grade) for grade in ordered if grade.results]
        parts = [_board(ordered), *(itertools.chain(*zip(titles, parts, strict=True)))]
    return document.page(_head(seed, ordered), cards.whole("".join(parts)))


def _head(seed: int, grades: Sequence[Grade]) -> Head:
    attempted = [grade for grade in grades if grade.results]
    passed = sum(grade.status == "passed" for grade in attempted)
    mood = "idle" if not attempted else "good" if passed == len(attempted) else "bad"
    points = f"{sum(g.points for g in grades)}/{sum(g.exercise.points for g in grades)}"
    facts = (
        Fact("Points", points),
        Fact("Seed", str(seed)),
        Fact("Python", f"{platform.python_version()}, {platform.system()}"),
    )
    verdict = f"{passed} of {len(attempted)} passed" if attempted else "nothing started yet"
    title = "Every exercise"
    if len(grades) == 1:
        title = f"{grades[0].exercise.number}  {grades[0].exercise.title}"
        verdict = f"{grades[0].passed_checks} of {len(grades[0].checks)} checks passed"
    return Head("ipc-kata: a grade", title, mood, verdict, facts)


def _board(grades: Sequence[Grade]) -> str:
    head = ["#", "Exercise", "Level", "Time", "Checks", "Points", ""]
    return table(head, map(_row, grades), "All exercises", class_="board", minor=_MINOR)


def _row(grade: Grade) -> list[str]:
    exercise, mood = grade.exercise, MOODS[grade.status]
    first = grade.broken or grade.first_failure
    verdict = str(first.verdict) if first else grade.status.replace("-", " ")
    title = text(exercise.title)
    if grade.results:
        title = tag("a", title, href=f"#{exercise.slug}")
    return [
        str(exercise.number),
        title,
        text(exercise.level),
        f"{exercise.minutes} min",
        f"{grade.passed_checks}/{len(grade.checks)}",
        f"{grade.points}/{exercise.points}",
        tag("span", text(f"{cards.SIGNS[mood]} {verdict}"), class_=mood),
    ]


def _title(grade: Grade) -> str:
    exercise = grade.exercise
    return tag("h2", text(f"{exercise.number}  {exercise.title}"), id=exercise.slug)


def _exercise(grade: Grade, numbers: Iterator[int]) -> str:
    checks: dict[str, list[Result]] = {}
    for result in grade.results:
        checks.setdefault(result.name, []).append(result)
    parts, above = [], ""
    for name, results in checks.items():
        if (heading := grade.heading(name)) != above:
            above = heading
            parts.append(tag("h3", text(heading)))
        parts.append(cards.cards(stories(results), numbers))
    return "".join(parts)


def stories(results: Sequence[Result]) -> Iterator[Story]:
    """Yield a story for a check; more than one if it failed in different ways."""
    told: dict[tuple[object, ...], list[Result]] = {}
    for result in results:
        if result.verdict is not Verdict.PASSED:
            told.setdefault(result.likeness, []).append(result)
    for alike in told.values():
        yield _failed(alike)
    if not told:
        yield _passed(results)


def _failed(alike: Sequence[Result]) -> Story:
    first = alike[0]
    skipped = first.verdict is Verdict.NOT_STARTED
    mood = "idle" if skipped else "doubtful" if first.broken else "bad"
    return Story(
        mood=mood,
        title=first.title,
        verdict="not run" if skipped else first.headline or str(first.verdict),
        sentence=first.message,
        remark=f"under {', '.join(result.method for result in alike if result.method)}",
        rows=first.blocked,
        chronicle=None if first.unusable else first.chronicle,
        lines=_more(first),
        printed=first.printed,
        open=not skipped,
    )


def _more(result: Result) -> tuple[str, ...]:
    """Return the lines after the sentence, where no table tells the same."""
    if result.broken:
        return tuple(fault.lines(result.trace))
    lines, sentence = list(result.explanation), explain.wrapped(result.message)
    end = lines.index("") if "" in lines else len(lines)
    beside = [line for line in lines[:end] if line not in sentence]
    return tuple(beside if result.blocked else [*beside, *lines[end + 1 :]])


def _passed(results: Sequence[Result]) -> Story:
    first = results[0]
    seen = first.chronicle
    small = seen is not None and len(seen.events) <= LARGEST_OF_PASSED
    methods = ", ".join(f"{result.method} {result.seconds:.2f} s" for result in results)
    return Story(
        "good", first.title, "passed", remark=f"under {methods}", open=False,
        chronicle=seen if small else None,
    )  # fmt: skip
