"""Exercises in steps: each has points and checks of its own, wherever checks are listed."""

import dataclasses
import io
import re
from collections.abc import Collection
from pathlib import Path

import pytest
from test_json import EXERCISE, mismatches

from examiner import catalog
from examiner.catalog import Exercise, Step
from examiner.facts.verdicts import Verdict
from examiner.judging.results import Grade, Result
from examiner.showing.ink import Ink
from examiner.showing.listing import Listing
from examiner.showing.page.board import as_html
from examiner.spec import ONE, Draw, Trial, check
from interview.results import check_rows
from practice.examining import Printed
from practice.verdict import fitting

FIRST, SECOND = Step(1, "there", 10), Step(2, "and back", 5)

CHECKS = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
"""Check → its step."""

WHOLE = dataclasses.replace(catalog.load()[0], points=15, given=())

IN_STEPS = dataclasses.replace(WHOLE, given=("c",), steps=(FIRST, SECOND))


def graded(exercise: Exercise, failed: Collection[str] = (), *, broken: str = "") -> Grade:
    """Return the grade of an answer that fails these checks."""
    steps = CHECKS if exercise.steps else {}
    grade = Grade(exercise, list(CHECKS), step_of=dict(steps))
    for name in CHECKS:
        verdict = Verdict.DEADLOCK if name in failed else Verdict.PASSED
        verdict = Verdict.EXAMINER_ERROR if name == broken else verdict
        message = "it hangs" if name in failed else ""
        result = Result(name, f"Title {name}", verdict, "fork", 0.1, message, headline=str(verdict))
        grade.results.append(result)
    return grade


@pytest.mark.parametrize(
    ("failed", "there", "back"),
    [
        ("", 10, 5),
        ("a", 5, 5),  # the plain case of the first step: half of that at most
        ("b", 5, 5),
        ("c", 5, 5),  # the starter passes it: a share is lost
        ("bc", 0, 5),
        ("abc", 0, 5),
        ("d", 10, 2),  # the plain case of the second step: half of that, rounded down
        ("e", 10, 2),
        ("de", 10, 0),
        ("ad", 5, 2),
        ("abcde", 0, 0),
    ],
)
def test_points_are_counted_within_each_step(failed: str, there: int, back: int) -> None:
    """What fails in one step never costs points of the other."""
    grade = graded(IN_STEPS, failed)
    assert (grade.points_in(FIRST), grade.points_in(SECOND)) == (there, back)
    assert grade.points == there + back


def test_what_cannot_be_judged_earns_nothing_in_any_step() -> None:
    """As in an exercise without steps."""
    assert graded(IN_STEPS, broken="e").points == 0


def test_an_exercise_without_steps_is_counted_as_a_whole() -> None:
    """Its plain case is the first check, and its document knows nothing of steps."""
    assert [graded(WHOLE, failed).points for failed in ("", "a", "d", "de")] == [15, 7, 12, 9]
    plain = graded(WHOLE).plain()
    assert "steps" not in plain
    assert not any("step" in result for result in plain["checks"])


def test_the_document_tells_the_steps() -> None:
    """With the points of each, and which one a check is of."""
    plain = graded(IN_STEPS, "d").plain()
    assert list(mismatches(plain, EXERCISE)) in ([], [f"document.checks[{3}].verdict"])
    assert plain["steps"] == [
        {"name": "there", "points": 10, "max_points": 10},
        {"name": "and back", "points": 2, "max_points": 5},
    ]
    assert [result["step"] for result in plain["checks"]] == [1, 1, 1, 2, 2]


def listed(exercise: Exercise) -> str:
    """Return the screen of a grade in which one check fails."""
    stream, grade = io.StringIO(), graded(exercise, "e")
    listing = Listing(Ink(stream), verbose=False)
    for name in CHECKS:
        listing.check(grade, grade.of(name), "x.py")
    listing.end_of(grade)
    return stream.getvalue()


def test_the_screen_tells_the_steps() -> None:
    """A heading above the checks of each, and the points of each in the end."""
    order = re.findall(r"Step \d: .*|Title \w", listed(IN_STEPS))
    there = ["Step 1: there", "Title a", "Title b", "Title c"]
    assert order == [*there, "Step 2: and back", "Title d", "Title e"]
    assert "4 of 5 checks passed, 12/15 points. By step: 10/10, 2/5." in listed(IN_STEPS)
    assert "tep" not in listed(WHOLE)


def test_the_page_tells_the_steps() -> None:
    """A heading above the cards of each."""
    heads = re.findall(r"<h3>(.*?)</h3>", as_html(1, [graded(IN_STEPS, "e")]))
    assert heads == ["Step 1: there", "Step 2: and back"]
    assert "<h3>Step" not in as_html(1, [graded(WHOLE, "e")])


def test_a_small_screen_tells_the_step_of_what_failed() -> None:
    """Where watch shows one check only."""
    for exercise, step in ((IN_STEPS, ["  Step 2: and back"]), (WHOLE, [])):
        printed = Printed(1, "x\n" * 50, graded(exercise, "e").plain())
        lines = fitting(exercise, printed, Ink(io.StringIO()), 20)
        assert [line for line in lines if "Step" in line] == step
        assert any("Title e" in line for line in lines)


def test_an_interview_knows_the_steps() -> None:
    """Its scorecard has their headings above the hidden checks."""
    rows = check_rows(graded(IN_STEPS).plain())
    assert [row.step for row in rows] == ["Step 1: there"] * 3 + ["Step 2: and back"] * 2
    assert {row.step for row in check_rows(graded(WHOLE).plain())} == {""}


def test_a_check_says_its_step() -> None:
    """It is of none unless it says so."""

    def function(draw: Draw) -> Trial:
        raise NotImplementedError

    assert (check(ONE, step=2)(function).step, check(ONE)(function).step) == (2, 0)


_ENTRY = """
[[exercise]]
slug = "ex01_x"
group = "g"
title = "t"
level = "core"
minutes = 1
points = 15
concepts = []
hints = []
starter = "wrong"
"""


def loaded(tmp_path: Path, steps: str) -> Exercise:
    """Return the exercise of a catalog that says so of its steps."""
    path = tmp_path / "catalog.toml"
    path.write_text(_ENTRY + steps, encoding="utf-8")
    (exercise,) = catalog.load(path)
    return exercise


def test_the_catalog_has_steps(tmp_path: Path) -> None:
    """They are numbered in their order; most exercises have none."""
    given = 'steps = [{ name = "there", points = 10 }, { name = "and back", points = 5 }]'
    assert loaded(tmp_path, given).steps == (FIRST, SECOND)
    assert loaded(tmp_path, "").steps == ()


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("steps = 2", "'steps' is to be a list"),
        ("steps = [2]", "'steps' is to be a list of { name = a text, points = a whole number }"),
        ('steps = [{ name = "there" }]', "'steps' is to be a list of"),
        ('steps = [{ name = "there", points = 15, more = 1 }]', "'steps' is to be a list of"),
        ('steps = [{ name = "there", points = 14 }]', "is to be the sum of the points of its"),
    ],
)
def test_steps_that_make_no_sense_are_told(steps: str, said: str, tmp_path: Path) -> None:
    """With the line of the entry, as anything else in the catalog is."""
    with pytest.raises(catalog.Broken, match=re.escape(said)):
        loaded(tmp_path, steps)
