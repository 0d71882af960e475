"""Scores: what the evidence proposes, what hints cost, and which band is decided by what."""

from dataclasses import replace
from typing import Any

import pytest

from interview.advice import advise
from interview.crutches import Crutch, crutches, without
from interview.material import Told
from interview.performance import Performance, facts_told
from interview.points import Points
from interview.quality import Finding
from interview.results import CheckRow, tried_by
from interview.rubric import RUBRIC
from interview.scores import judge
from interview.state import Answer, Question, State


def check(number: int, verdict: str = "passed", *, fork: str = "", where: str = "") -> CheckRow:
    """Return a check that ended so under spawn, and under fork too, unless that is given."""
    verdicts = {"fork": fork or verdict, "spawn": verdict}
    return CheckRow(
        f"check{number}", f"Check {number}", verdicts, "what went wrong.", [], [],
        first=number == 0, where=where,
    )  # fmt: skip


BEST = Performance(
    asked=["a", "b", "c"],
    not_asked=["d"],
    unclear=[],
    planned=["one", "two", "three"],
    not_planned=["four"],
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
    said=9,
    claimed=0,
    facts=10,
    told={},
    crutches=[],
    findings=[],
)
"""All that can be hoped for."""


def broken(*verdicts: str, **more: str) -> list[CheckRow]:
    """Return six checks, of which those after the plain case ended so."""
    rows = [check(number, verdict, **more) for number, verdict in enumerate(verdicts, 1)]
    return [check(0), *rows, *(check(number) for number in range(len(rows) + 1, 6))]


FINDINGS = [Finding(number, "names", f"finding {number}") for number in range(6)]
"""More than one would like to find."""

PLAIN_CASE = [check(0, "wrong"), *(check(number) for number in range(1, 6))]
"""Only the plain case fails."""

CORNER = broken("deadlock", where="in 1 of 12 schedules")
"""A deadlock that takes bad luck."""


def score(evidence: Performance, dimension: str) -> int | None:
    """Return the score that is proposed for a dimension."""
    return next(p.score for p in judge(evidence).proposals if p.dimension == dimension)


def test_every_dimension_describes_every_level() -> None:
    """Six dimensions, four levels each, the best first."""
    assert [dimension.key for dimension in RUBRIC] == [
        "communication", "problem-solving", "technical", "testing", "quality", "concurrency",
    ]  # fmt: skip
    for dimension in RUBRIC:
        assert [level for level, _ in dimension.levels] == [4, 3, 2, 1]
        assert all(text.endswith(".") for _, text in dimension.levels)


def test_the_best_evidence_is_a_strong_hire() -> None:
    """Four in everything, and the deciding evidence is told."""
    judgement = judge(BEST)
    assert judgement.band == "strong hire"
    assert [proposal.score for proposal in judgement.proposals] == [4] * 6
    assert judgement.because == (
        "right under every start method that was tried",
        "9 of 10 key facts were in the answers",
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
        ({"checks": CORNER}, "problem-solving", 3),
        ({"checks": broken("wrong", "wrong", fork="passed")}, "problem-solving", 3),
        ({"checks": broken("wrong", "wrong", "wrong", fork="passed")}, "problem-solving", 2),
        ({"checks": PLAIN_CASE}, "problem-solving", 2),
        ({"checks": broken("wrong", "wrong")}, "problem-solving", 2),
        ({"checks": broken(*["wrong"] * 4)}, "problem-solving", 1),
        (
            {"asked": [], "not_asked": ["a"], "planned": [], "not_planned": ["one"]},
            "communication",
            1,
        ),
        ({"asked": ["a"], "not_asked": ["b", "c"], "planned": ["one"]}, "communication", 3),
        ({"planned": [], "not_planned": ["one"]}, "communication", 2),
        ({"said": 5}, "technical", 3),
        ({"said": 3}, "technical", 2),
        ({"said": 0}, "technical", 1),
        ({"said": 0, "facts": 0}, "technical", None),
        ({"surprises": ["w"]}, "testing", 3),
        ({"named": ["x"], "unnamed": ["y", "z", "w"]}, "testing", 2),
        ({"named": [], "unnamed": ["y"]}, "testing", 1),
        ({"names_waits": False}, "concurrency", 3),
        ({"checks": broken("deadlock")}, "concurrency", 3),
        ({"checks": broken("deadlock", "wrong", "wrong")}, "concurrency", 2),
        ({"checks": PLAIN_CASE}, "concurrency", 2),
        ({"checks": broken(*["deadlock"] * 4)}, "concurrency", 1),
        ({"tried": ["failed"] * 3}, "concurrency", 2),
        ({"said": 4, "claimed": 2}, "technical", 3),
        ({"said": 4, "claimed": 1}, "technical", 2),
        ({"findings": FINDINGS[:1]}, "quality", 3),
        ({"findings": FINDINGS[:4]}, "quality", 2),
        ({"findings": FINDINGS}, "quality", 1),
        ({"touched": False}, "quality", None),
        (
            {"crutches": [Crutch(3, "time.sleep(1)")], "checks": broken("early")},
            "concurrency",
            1,
        ),
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
        ({"said": 5}, "hire", "the weakest: 5 of 10 key facts were in the answers"),
        ({"said": 0}, "lean no hire", "0 of 10 key facts were in"),
        ({"said": 4, "claimed": 2}, "hire", "2 more are claimed, and count half"),
        ({"checks": CORNER}, "hire", "a proved deadlock, in 1 of 12 schedules in 'Check 1'"),
        ({"checks": broken("wrong", fork="passed")}, "hire", "wrong under spawn in 'Check 1'"),
        ({"checks": broken("deadlock")}, "lean hire", "a proved deadlock under fork, spawn"),
        ({"checks": broken("wrong", "deadlock")}, "lean no hire", "a proved deadlock under fork"),
        ({"checks": PLAIN_CASE}, "lean no hire", "in 'Check 0', the plain case"),
        ({"checks": broken(*["early"] * 5)}, "no hire", "early under"),
        ({"checks": PLAIN_CASE, "said": 0}, "lean no hire", "0 of 10 key facts were in"),
        ({"touched": False, "checks": broken(*["wrong"] * 5), "said": 0}, "no hire", "starter"),
        ({"checks": []}, "not judged", "did not run"),
    ],
)
def test_the_band_says_what_decides_it(change: dict[str, Any], band: str, because: str) -> None:
    """The worst failure, the strongest and the weakest dimension: evidence, never a sum."""
    judgement = judge(replace(BEST, **change))
    assert judgement.band == band
    assert because in " / ".join(judgement.because)
    assert 1 <= len(judgement.because) <= 3


def test_advice_is_three_things_at_most() -> None:
    """Keep the best, stop the worst, start the next; nothing is made up for the perfect."""
    perfect = advise(judge(BEST).proposals, BEST)
    assert perfect.keep
    assert (perfect.stop, perfect.start) == ("", "")
    shown = replace(BEST, checks=broken(*["wrong"] * 5), said=0)
    poor = advise(judge(shown).proposals, shown)
    assert poor.keep
    assert poor.stop
    assert poor.start


def test_nothing_is_praised_that_was_not_seen() -> None:
    """Who never said who waits for whom is told to keep something else."""
    shown = replace(BEST, names_waits=False, said=5, named=["x"], unnamed=["y", "z", "w"])
    assert "who waits" not in advise(judge(shown).proposals, shown).keep
    silent = replace(shown, asked=[], hints=2)
    assert "asking" not in advise(judge(silent).proposals, silent).keep


def test_a_fact_in_another_answer_is_not_missed() -> None:
    """Who says it where something else was asked has said it."""
    facts = ["a feeder thread pickles the item later", "the lock stays taken for ever"]
    answers = [
        Answer(f"Question {n}?", "plain", facts={fact: Told.MISSED}) for n, fact in enumerate(facts)
    ]
    answers[1].lines.append("Put only hands it over: the feeder thread pickles the item later.")
    told = facts_told(State(answers=answers), Points(dict.fromkeys(facts, ())))
    assert told["Question 0?"] == {facts[0]: Told.ELSEWHERE}
    assert told["Question 1?"] == {facts[1]: Told.MISSED}


def test_a_failure_names_its_lines() -> None:
    """Those of places, and those on which an update was lost, however the text is wrapped."""
    row = replace(
        check(1, "wrong"),
        message="worker raised ValueError at ex13_shared_counter.py:7",
        explanation=(
            "worker 1 and worker 2 both read 3 in `counts[line 4]`, line",
            "12, before either wrote: one of their updates is lost.",
        ),
    )
    assert row.names_lines_of("ex13_shared_counter") == {7, 12}
    two = replace(row, explanation=("a and b both read 3 on lines 8 and 9, before either wrote",))
    assert two.names_lines_of("ex14_manager") == {8, 9}


def test_a_prediction_is_compared_with_what_was_tried() -> None:
    """By the titles of the checks, if these ran, and are like it at all."""
    rows = [replace(check(1, "wrong"), title="It can be called again in the same program")]
    told = tried_by(rows, ["calling it twice in the same program", "bananas"])
    assert list(told.values()) == [
        "'It can be called again in the same program' tries something like this, and did not pass",
        "no hidden check is known to try this",
    ]
    assert tried_by([], ["a late item"]) == {"a late item": "the hidden checks did not run"}


def test_what_may_have_been_asked_counts_on_neither_side() -> None:
    """A question whose choice was never made is told apart from one that was not asked."""
    shown = replace(BEST, asked=["a"], not_asked=[], unclear=["b"])
    evidence = judge(shown).proposals[0].evidence[0]
    assert evidence == "1 of 2 questions worth asking were asked, and perhaps 1 more"
    left = State(questions=[Question("huh?", [], offered=["b", "c"]), Question("c?", ["c"])])
    assert (left.asked, left.maybe_asked) == ({"c"}, {"b"})


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
def test_sleeps_and_daemons_are_found(code: str, found: list[str]) -> None:
    """Calls of sleep and daemons are crutches; comments and broken files are none."""
    assert [str(crutch) for crutch in crutches(code)] == found


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("time.sleep(1)", "time.sleep(0)"),
        ("sleep(secs=1)", "sleep(0)"),
        ("Process(target=f, daemon=True).start()", "Process(target=f, daemon=False).start()"),
        ("p.daemon = True", "p.daemon = False"),
        ("put(1)", "put(1)"),
        ("def (", ""),
    ],
)
def test_an_answer_can_do_without_them(code: str, left: str) -> None:
    """Nobody sleeps and nobody is a daemon; everything else stays as it is."""
    assert without(code) == left
