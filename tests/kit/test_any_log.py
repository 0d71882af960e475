"""Whatever a trial logs, as long as it has the right shape, somebody can read it."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from examiner import catalog
from examiner.facts.calls import FEEDER
from examiner.facts.endings import Ending
from examiner.facts.job import Job
from examiner.facts.labels import label
from examiner.facts.log import KINDS, Either, Entry
from examiner.facts.outcome import Outcome
from examiner.facts.shapes import is_well_formed
from examiner.facts.verdicts import Verdict
from examiner.judging.examination import load_checks
from examiner.judging.judge import judge
from examiner.spec import Check
from examiner.telling import explain
from examiner.telling.chronicle import chronicle

LOGS = 20
"""Drawn for each exercise; a seed that fails is told."""

PIDS = [100, 101, 102, 103, 999]
"""The first is main's; of the last nobody has heard."""

WORDS = [
    "", "main", "run", "handle", "1", "'x'", "(0, True)", "inode:7", "inode:9", "dict:5",
    "queue.get()", "queue.put()", "process.join()", "connection.recv()", "lock.acquire()",
    "proxy.get()", "proxy.acquire()", "barrier.wait()", "exit", FEEDER, "ok", "Empty",
    "/answers/program.py", "test_program.py", "begin", "MainThread",
]  # fmt: skip


def drawn(shape: Any, draw: random.Random) -> object:
    """Return a value of a shape, from few enough that values meet again."""
    if isinstance(shape, dict):
        return {name: drawn(part, draw) for name, part in shape.items()}
    if isinstance(shape, list):
        return [drawn(shape[0], draw) for _ in range(draw.randrange(3))]
    if isinstance(shape, tuple):
        return [drawn(part, draw) for part in shape]
    if isinstance(shape, Either):
        return drawn(draw.choice(shape.shapes), draw)
    if shape is None or (shape is not dict and draw.random() < 0.1 and _may_be_none(shape)):
        return None
    values: dict[Any, Callable[[], object]] = {
        bool: lambda: draw.random() < 0.5,
        dict: lambda: {"lock": "inode:7"} if draw.random() < 0.5 else {},
        float: lambda: draw.random() * 10,
        str: lambda: draw.choice(WORDS),
        str | None: lambda: draw.choice(WORDS),
    }
    return values.get(shape, lambda: draw.choice([*PIDS, 0, 1, -9, 1 << 62]))()


def _may_be_none(shape: Any) -> bool:
    return shape in (int | None, str | None)


def entry(kind: str, draw: random.Random) -> Entry:
    """Return an entry of a kind."""
    found: Any = drawn(KINDS[kind], draw)
    found |= {"kind": kind, "pid": draw.choice(PIDS), "t": draw.randrange(1 << 40)}
    if kind == "answer":
        found |= {"phase": draw.choice(["begin", "return"]), "value": draw.choice(WORDS)}
        found["leaves"] = drawn([(str, str)], draw)
    if kind == "dump":
        for thread in found["threads"]:
            thread["thread"] = draw.choice(["main", "other"])
    if "own" in found:
        found["own"] = ""
    return dict(found)


def outcome(draw: random.Random, slug: str) -> Outcome:
    """Return the outcome of a trial whose processes wrote whatever they liked."""
    kinds = [kind for kind in KINDS if kind != "failure"]
    log = [entry(draw.choice(kinds), draw) for _ in range(draw.randrange(60))]
    assert all(map(is_well_formed, log))
    job = Job(
        id="t", module=slug, answers="/answers", checks="", check_module="test_program", scene="",
        contract={}, inputs={}, method="fork", forbids=("Queue",),
        may_raise=draw.random() < 0.5, may_die=draw.random() < 0.5,
    )  # fmt: skip
    processes = {str(pid): {"descriptors": [[3, "pipe:[7]", "rw", 1]]} for pid in PIDS[:3]}
    report = {
        "id": "t", "begun": 0, "ended": 1 << 40, "log": log, "first": 100, "cpu": 0.1,
        "status": draw.choice([None, 0, -9]), "ending": draw.choice(list(Ending)),
        "evidence": draw.choice([{}, {"processes": processes, "objections": []}]),
        "proof": True, "garbled": 0, "left": [], "quiet": [], "tallies": [[100, 3, 5]],
    }  # fmt: skip
    return Outcome(job, report)


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.slug)
def test_no_log_of_the_right_shape_breaks_a_reader(exercise: catalog.Exercise) -> None:
    """Every check judges it, the explanation and the picture are drawn: nothing of ours fails."""
    _, checks = load_checks(exercise.check_file)
    for seed in range(LOGS):
        draw = random.Random(f"{exercise.slug} {seed}")
        told(outcome(draw, exercise.slug), draw.choice(checks), seed)


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.slug)
def test_no_log_of_handled_items_breaks_an_expectation(exercise: catalog.Exercise) -> None:
    """Items that are begun and not finished, or the other way round, are no reason to fail."""
    _, checks = load_checks(exercise.check_file)
    kinds = ["handle", "handled", "work", "worked", "pull", "answer", "arrive", "listed", "lists"]
    for seed in range(LOGS):
        draw = random.Random(f"{exercise.slug} {seed} handled")
        check = draw.choice(checks)
        trial = check.trial(1, exercise.slug)
        items = [label(item) for item in flat(trial.inputs)] or [""]
        log = []
        for item in draw.choices(items, k=draw.randrange(2 * len(items) + 1)):
            log += [entry(draw.choice(kinds), draw) | {"item": item, "of": item, "name": item}]
        seen = outcome(draw, exercise.slug)
        seen.log[:] = [each for each in log if is_well_formed(each)]
        told(seen, check, seed)


def flat(value: object) -> Iterator[object]:
    """Yield what is in a container, and in those within."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from flat(part)
    else:
        yield value


def told(seen: Outcome, check: Check, seed: int) -> None:
    """Judge it, ask each expectation, and draw all that there is to draw."""
    expectations = check.trial(1, seen.job.module).expect
    for look in expectations:
        look(seen)
    finding = judge(seen, expectations)
    assert finding.verdict is not Verdict.EXAMINER_ERROR, f"seed {seed}\n{finding.trace}"
    rows = explain.waiting(seen)
    explain.headline(seen, finding)
    explain.explain(seen, finding, rows)
    explain.picture(seen, finding, rows)
    chronicle(seen, rows).plain()
