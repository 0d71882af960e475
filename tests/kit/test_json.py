"""The JSON document: every field, type and word of it, whatever happened in the run."""

import json
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import commands
import pytest
from commands import examiner_words, grade
from platforms import HANGS, SYSTEM

from examiner import catalog
from examiner.facts.files import write_whole
from examiner.facts.start_methods import START_METHODS
from examiner.facts.verdicts import Verdict

Shape = Any
"""A type, a set of allowed values, a function, a list of one shape, or a dictionary of shapes.

Of a dictionary, a name that ends in a question mark may be missing.
"""


def is_seconds(value: object) -> bool:
    """Is it a number, and not negative?"""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def is_word(value: object) -> bool:
    """Is it a text that is not empty?"""
    return type(value) is str and bool(value)


def is_word_or_nothing(value: object) -> bool:
    """Is it null, or a text that is not empty?"""
    return value is None or is_word(value)


def are_schedules(value: object) -> bool:
    """Is it null, or how many schedules there were, and what came of them?"""
    counts = {"tried", "failed", "undecided", "missed"}
    return value is None or (
        isinstance(value, dict)
        and value.keys() == counts
        and all(type(count) is int for count in value.values())
    )


STATUSES = {"passed", "failed", "not-started", "error"}
VERDICTS = {str(verdict) for verdict in Verdict} - {"examiner-error"}
METHODS = set(START_METHODS)

BLOCKED: Shape = {"role": is_word, "call": is_word, "file": str, "line": int, "waits_for": str}
CHECK: Shape = {
    "name": is_word,
    "title": is_word,
    "verdict": VERDICTS,
    "start_method": METHODS,
    "seconds": is_seconds,
    "message": str,
    "headline": str,
    "explanation": [str],
    "blocked": [BLOCKED],
    "trace": str,
    "picture": [str],
    "world": is_word_or_nothing,
    "schedules": are_schedules,
    "step?": int,
}
STEP: Shape = {"name": is_word, "points": int, "max_points": int}
EXERCISE: Shape = {
    "slug": is_word,
    "status": STATUSES,
    "points": int,
    "max_points": int,
    "seconds": is_seconds,
    "steps?": [STEP],
    "checks": [CHECK],
}
DOCUMENT: Shape = {
    "version": {1},
    "seed": int,
    "python": is_word,
    "platform": is_word,
    "exercises": [EXERCISE],
}


def mismatches(value: Any, shape: Shape, where: str = "document") -> Iterator[str]:
    """Yield where a value does not have a shape: fields missing, added, of another type or word."""
    if isinstance(shape, dict):
        known = {name.rstrip("?"): inner for name, inner in shape.items()}
        needed = {name for name in shape if not name.endswith("?")}
        if type(value) is not dict or not needed <= value.keys() <= known.keys():
            yield f"{where}: not the fields {', '.join(shape)}: {value!r:.100}"
            return
        for name, inner in value.items():
            yield from mismatches(inner, known[name], f"{where}.{name}")
    elif isinstance(shape, list):
        if type(value) is not list:
            yield f"{where}: no list: {value!r:.100}"
            return
        for number, item in enumerate(value):
            yield from mismatches(item, shape[0], f"{where}[{number}]")
    elif not fits(value, shape):
        yield f"{where}: {value!r:.100}"


def fits(value: object, shape: type | set[object] | Callable[[object], bool]) -> bool:
    """Is a plain value of a type, one of a set, or what a function accepts?"""
    if isinstance(shape, type):
        return type(value) is shape
    return value in shape if isinstance(shape, set) else shape(value)


GOOD: dict[str, Any] = {"version": 1, "seed": 0, "python": "3", "platform": "p", "exercises": []}


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        GOOD | {"more": 1},
        GOOD | {"version": 2},
        GOOD | {"seed": "1"},
        GOOD | {"seed": True},
        GOOD | {"exercises": {}},
        GOOD | {"exercises": [{}]},
        GOOD | {"python": ""},
    ],
)
def test_the_validator_sees_what_is_wrong(document: Any) -> None:
    """A document with a missing, further, mistyped or empty field does not pass the schema."""
    assert not list(mismatches(GOOD, DOCUMENT))
    assert list(mismatches(document, DOCUMENT))


ANSWERS: dict[str, Path | str] = {
    "ex01_consumer_loop": catalog.SOLUTIONS / "ex01_consumer_loop.py",
    "ex02_sentinel": catalog.ANSWERS / "ex02_sentinel" / "starter.py",
    "ex03_bounded_queue": "def run(source, handle, maxsize):\n    return None\n",
    "ex04_queue_empty": "def consume(\n",
    "ex05_pipe_port": catalog.ANSWERS / "ex05_pipe_port" / "starter.py",
}
STATES = ["passed", "not-started", "failed", "error", "not-started"]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of answers, one for each state."""
    folder = tmp_path_factory.mktemp("answers")
    for exercise in catalog.load():
        shutil.copy(exercise.pristine, folder / f"{exercise.slug}.py")
    for slug, answer in ANSWERS.items():
        target = folder / f"{slug}.py"
        if isinstance(answer, Path):
            shutil.copy(answer, target)
        else:
            target.write_text(answer)
    return folder


@pytest.fixture(scope="module")
def document(answers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the document of one run over all of them."""
    path = tmp_path_factory.mktemp("json") / "results.json"
    done = grade("--answers", answers, "--start-method", "fork", "--seed", 11, "--json", path)
    assert done.code == 1, done.all
    return read(path)


def read(path: Path) -> dict[str, Any]:
    """Return a document whose form has been checked, and that is alone in its folder."""
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert list(mismatches(document, DOCUMENT)) == []
    assert [other.name for other in path.parent.iterdir() if other != path] == []
    return document


@pytest.mark.timeout(240)
def test_every_state_has_its_word(document: dict[str, Any]) -> None:
    """Passed, failed, not started and unusable answers of one run are told apart."""
    states = {exercise["slug"]: exercise["status"] for exercise in document["exercises"]}
    assert list(states) == [exercise.slug for exercise in catalog.load()]
    others = [state for slug, state in states.items() if slug not in ANSWERS]
    assert [states[slug] for slug in ANSWERS] == STATES
    assert set(others) == {"not-started"}
    assert document["seed"] == 11


def test_points_follow_the_state(document: dict[str, Any]) -> None:
    """All points are earned by what passed, none by what was not started or cannot be used."""
    points = {
        exercise["status"]: (exercise["points"], exercise["max_points"])
        for exercise in document["exercises"]
    }
    maxima = {exercise.slug: exercise.points for exercise in catalog.load()}
    assert points["passed"] == (10, 10)
    assert points["error"][0] == points["not-started"][0] == 0
    assert 0 <= points["failed"][0] < points["failed"][1]
    assert all(
        exercise["max_points"] == maxima[exercise["slug"]] for exercise in document["exercises"]
    )


def test_an_untouched_starter_has_no_checks(document: dict[str, Any]) -> None:
    """Nothing of what was not run is reported as run."""
    for exercise in document["exercises"]:
        assert bool(exercise["checks"]) == (exercise["status"] != "not-started")


def test_passed_checks_need_no_words(document: dict[str, Any]) -> None:
    """A passed check has neither a message nor anybody waiting; any other has a message."""
    checks = [check for exercise in document["exercises"] for check in exercise["checks"]]
    for check in checks:
        assert (check["verdict"] == "passed") == (check["message"] == "")
        assert check["verdict"] != "passed" or check["blocked"] == []
    assert all(check["start_method"] == "fork" for check in checks)


def test_an_unusable_answer_is_told_once(document: dict[str, Any]) -> None:
    """The first check says what is wrong with the file, those after it are not run."""
    verdicts = [check["verdict"] for check in document["exercises"][3]["checks"]]
    assert verdicts[0] == "crashed"
    assert set(verdicts[1:]) == {"not-started"}


@pytest.mark.timeout(240)
def test_a_deadlock_tells_who_waits_for_whom(answers: Path, tmp_path: Path) -> None:
    """Each process that waits is there with its call, the learner's file and line, and for whom."""
    path = tmp_path / "results.json"
    assert grade("2", "--answers", answers, "--start-method", "fork", "--json", path).code == 1
    check = read(path)["exercises"][0]["checks"][0]
    assert check["verdict"] == HANGS
    lines = (answers / "ex02_sentinel.py").read_text(encoding="utf-8").splitlines()
    waits = {row["role"]: row for row in check["blocked"]}
    assert waits.keys() == {"consumer", "main"}
    # main, though blocked too, still holds the queue; not everywhere can that be seen
    for role, call, whom in (
        ("consumer", "queue.get()", "main" if SYSTEM.proves else ""),
        ("main", "consumer.join()", "consumer"),
    ):
        row = waits[role]
        assert (row["call"], row["file"], row["waits_for"]) == (call, "ex02_sentinel.py", whom)
        assert call in lines[row["line"] - 1]


SLEEPS = """
import time


def run(items, handle):
    open(MARK, "w").close()
    time.sleep(60)
"""
"""Tells that it runs, and then does not end by itself."""


@pytest.mark.timeout(240)
def test_a_run_cut_short_leaves_a_whole_document(answers: Path, tmp_path: Path) -> None:
    """After Ctrl-C the document is valid, holds what was found, and calls nothing else passed."""
    ours = tmp_path / "answers"
    shutil.copytree(answers, ours)
    begun = tmp_path / "begun"
    (ours / "ex02_sentinel.py").write_text(SLEEPS.replace("MARK", repr(str(begun))))
    path = tmp_path / "json" / "results.json"
    path.parent.mkdir()
    words = examiner_words("1-3", "--answers", ours, "--start-method", "fork", "--json", path)
    with commands.place(commands.ROOT, PYTHONPATH="tests") as here:
        before = commands.shared_memory()
        with commands.started(words, here) as process:
            assert commands.wait_until(begun.exists)
            os.killpg(process.pid, signal.SIGINT)
            done = commands.finish(process, here, before, commands.WHOLE)
    assert done.code not in (0, 1, 2), done.all
    assert not done.left
    exercises = read(path)["exercises"]
    assert [exercise["slug"] for exercise in exercises] == list(ANSWERS)[:3]
    assert exercises[1]["status"] != "passed"
    assert exercises[2]["checks"] == []
    assert exercises[2]["status"] in ("not-started", "error"), "nothing of it has been tried"


def test_an_old_document_survives_a_failed_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document appears in one step: when that fails, the old one is whole, no litter left."""
    path = tmp_path / "results.json"
    path.write_text("old")

    def fails(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("examiner.facts.files.os.replace", fails)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, "new")
    assert [other.name for other in tmp_path.iterdir()] == ["results.json"]
    assert path.read_text() == "old"


def test_python_and_platform_are_told(document: dict[str, Any]) -> None:
    """The document says where it was made."""
    assert re.fullmatch(r"3\.\d+\.\d+\S*", document["python"])
