"""Scores: what the evidence proposes, what hints cost, and which band is decided by what."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from interview.advice import advise
from interview.performance import CheckRow, Performance, crutches
from interview.rubric import RUBRIC
from interview.scores import judge


def check(number: int, verdict: str = "passed") -> CheckRow:
    """Return a check that ended so under spawn, and passed under fork."""
    verdicts = {"fork": "passed", "spawn": verdict}
    return CheckRow(f"check{number}", f"Check {number}", verdicts, "what went wrong.", [], [])


BEST = Performance(
    asked=["a", "b", "c"],
    not_asked=["d"],
    decided=0,
    approach=3,
    names_waits=True,
    touched=True,
    checks=[check(number) for number in range(6)],
    tried=[],
    example_runs=1,
    hints=0,
    revealed=False,
    code_share=0.8,
    named=["x", "y", "z"],
    surprises=[],
    unnamed=["w"],
    hit=9,
    facts=10,
    crutches=[],
)
"""All that can be hoped for."""


def broken(*verdicts: str) -> list[CheckRow]:
    """Return six checks, of which the first ended so."""
    rows = [check(number, verdict) for number, verdict in enumerate(verdicts)]
    return rows + [check(number) for number in range(len(rows), 6)]


def score(evidence: Performance, dimension: str) -> int | None:
    """Return the score that is proposed for a dimension."""
    return next(p.score for p in judge(evidence).proposals if p.dimension == dimension)


def test_every_dimension_describes_every_level() -> None:
    """Five dimensions, four levels each, the best first."""
    assert [dimension.key for dimension in RUBRIC] == [
        "communication", "problem-solving", "technical", "testing", "concurrency",
    ]  # fmt: skip
    for dimension in RUBRIC:
        assert [level for level, _ in dimension.levels] == [4, 3, 2, 1]
        assert all(text.endswith(".") for _, text in dimension.levels)


def test_the_best_evidence_is_a_strong_hire() -> None:
    """Four in everything, and the deciding evidence is told."""
    judgement = judge(BEST)
    assert judgement.band == "strong hire"
    assert [proposal.score for proposal in judgement.proposals] == [4] * 5
    assert judgement.because == (
        "right under every start method that was tried",
        "9 of 10 key facts in the follow-ups",
    )


@pytest.mark.parametrize(("hints", "most"), [(0, 4), (1, 4), (2, 3), (3, 2)])
def test_hints_cost(hints: int, most: int) -> None:
    """The first is free, the second caps problem solving at 3, the third at 2."""
    assert score(replace(BEST, hints=hints), "problem-solving") == most


def test_a_reveal_is_unsolved() -> None:
    """However well the code then does, it is no hire, for that reason."""
    judgement = judge(replace(BEST, revealed=True))
    assert judgement.band == "no hire"
    assert judgement.because[0] == "the answer was revealed"
    assert score(replace(BEST, revealed=True), "problem-solving") == 1


@pytest.mark.parametrize(
    ("change", "dimension", "wanted"),
    [
        ({"code_share": 2.0}, "problem-solving", 3),
        ({"checks": broken("wrong")}, "problem-solving", 3),
        ({"checks": broken("wrong", "wrong")}, "problem-solving", 2),
        ({"checks": broken(*["wrong"] * 4)}, "problem-solving", 1),
        ({"asked": [], "not_asked": ["a"], "approach": 0}, "communication", 1),
        ({"asked": ["a"], "not_asked": ["b", "c"], "approach": 1}, "communication", 3),
        ({"approach": 0}, "communication", 2),
        ({"hit": 5}, "technical", 3),
        ({"hit": 3}, "technical", 2),
        ({"hit": 0}, "technical", 1),
        ({"hit": 0, "facts": 0}, "technical", None),
        ({"surprises": ["w"]}, "testing", 3),
        ({"named": ["x"], "unnamed": ["y", "z", "w"]}, "testing", 2),
        ({"named": [], "unnamed": ["y"]}, "testing", 1),
        ({"names_waits": False}, "concurrency", 3),
        ({"checks": broken("deadlock")}, "concurrency", 3),
        ({"checks": broken("deadlock", "wrong")}, "concurrency", 2),
        ({"checks": broken(*["deadlock"] * 4)}, "concurrency", 1),
        ({"tried": ["failed"] * 3}, "concurrency", 2),
        ({"crutches": ["line 3: time.sleep(1)"]}, "concurrency", 1),
        ({"checks": []}, "concurrency", None),
        ({"checks": []}, "problem-solving", None),
    ],
)
def test_scores_follow_the_evidence(
    change: dict[str, Any], dimension: str, wanted: int | None
) -> None:
    """Each piece of evidence moves the dimension that it speaks for."""
    assert score(replace(BEST, **change), dimension) == wanted


@pytest.mark.parametrize(
    ("change", "band", "because"),
    [
        ({"hit": 5}, "hire", "held back by: 5 of 10 key facts in the follow-ups"),
        ({"hit": 0}, "no hire", "it works, but: 0 of 10 key facts"),
        ({"crutches": ["line 3: time.sleep(1)"]}, "no hire", "a sleep or a daemon, line 3"),
        ({"checks": broken("wrong", "deadlock")}, "no hire", "a proved deadlock under spawn in"),
        ({"checks": broken(*["early"] * 5), "hit": 0}, "strong no", "early under spawn"),
        ({"touched": False, "checks": broken(*["wrong"] * 6), "hit": 0}, "strong no", "starter"),
        ({"checks": []}, "not judged", "did not run"),
    ],
)
def test_the_band_says_what_decides_it(change: dict[str, Any], band: str, because: str) -> None:
    """One or two pieces of evidence stand behind each band, never a sum."""
    judgement = judge(replace(BEST, **change))
    assert judgement.band == band
    assert because in " / ".join(judgement.because)
    assert 1 <= len(judgement.because) <= 2


def test_advice_is_three_things_at_most() -> None:
    """Keep the best, stop the worst, start the next; nothing is made up for the perfect."""
    perfect = advise(judge(BEST).proposals)
    assert perfect.keep
    assert (perfect.stop, perfect.start) == ("", "")
    poor = advise(judge(replace(BEST, checks=broken(*["wrong"] * 5), hit=0)).proposals)
    assert poor.keep
    assert poor.stop
    assert poor.start


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import time\ntime.sleep(1)\n", ["line 2: time.sleep(1)"]),
        ("from time import sleep\nsleep(0.1)\n", ["line 2: sleep(0.1)"]),
        ("p = Process(target=f, daemon=True)\n", ["line 1: p = Process(target=f, daemon=True)"]),
        ("p.daemon = True\n", ["line 1: p.daemon = True"]),
        ("p.daemon = False\n# time.sleep(1)\n", []),
        ("def (", []),
    ],
)
def test_sleeps_and_daemons_are_found(code: str, found: list[str], tmp_path: Path) -> None:
    """Calls of sleep and daemons are crutches; comments and broken files are none."""
    path = tmp_path / "answer.py"
    path.write_text(code)
    assert crutches(path) == found
