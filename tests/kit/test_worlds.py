"""A check is tried in other worlds, and what does it there is told."""

import json
import sys
from pathlib import Path
from typing import Any

import commands
import pytest

from examiner import catalog
from examiner.facts.worlds import BY_HAND, PHRASES
from examiner.judging import worlds
from examiner.judging.examination import load_checks
from examiner.matrix import cells

FIRST, SECOND = catalog.load()[:2]

CHECKED = [exercise for exercise in catalog.load() if exercise.level != "drill"]

STOPS_AT_TRUE = """
def consume(queue, count, handle):
    for _ in range(count):
        if handle(queue.get()) is True:
            return
"""

ASKS_FOR_TRUTH = """
def consume(queue, count, handle):
    for _ in range(count):
        item = queue.get()
        handle(item or item)
"""


def grade(
    answers: Path, answer: str, *words: object, exercise: catalog.Exercise = FIRST
) -> list[dict[str, Any]]:
    """Grade an answer; return the results."""
    (answers / f"{exercise.slug}.py").write_text(answer, encoding="utf-8")
    file = answers / "results.json"
    options = ("--schedules", 0, "--seed", 3, "--json", file)
    done = commands.grade(exercise.number, "--answers", answers, *options, *words)
    assert not done.left
    checks: list[dict[str, Any]] = json.loads(file.read_text())["exercises"][0]["checks"]
    return checks


@pytest.mark.parametrize(
    ("answer", "dimension", "value"),
    [(STOPS_AT_TRUE, "returns", "True"), (ASKS_FOR_TRUTH, "data", "touchy")],
)
def test_the_one_peculiarity_that_does_it_is_told(
    tmp_path: Path, answer: str, dimension: str, value: str
) -> None:
    """However many others the world had."""
    told = {check["world"] for check in grade(tmp_path, answer) if check["verdict"] != "passed"}
    assert told == {PHRASES[dimension][value]}


ENDS_AT_ITS_TUPLE = """
import multiprocessing as mp

END = ("over", 0)


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(END)


def consume(queue, handle):
    for item in iter(queue.get, END):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    children = [
        mp.Process(target=produce, args=(queue, items)),
        mp.Process(target=consume, args=(queue, handle)),
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
"""


def test_what_an_answer_sends_itself_comes_back_as_an_item(tmp_path: Path) -> None:
    """Its own end mark, learned from a trial that it passes, is data like any other."""
    first, *others = grade(tmp_path, ENDS_AT_ITS_TUPLE, exercise=SECOND)
    assert first["verdict"] == "early"
    assert first["world"] == "items are what the answer itself sends: ('over', 0)"
    assert {check["verdict"] for check in others} == {"passed"}


def test_without_other_worlds_it_passes(tmp_path: Path) -> None:
    """It is they that such an answer fails in."""
    checks = grade(tmp_path, STOPS_AT_TRUE, "--worlds", 0)
    assert {check["verdict"] for check in checks} == {"passed"}


@pytest.mark.parametrize("exercise", CHECKED, ids=lambda exercise: exercise.slug)
def test_a_grade_meets_every_value(exercise: catalog.Exercise) -> None:
    """Whatever the seed is: each value that the contract admits is drawn for some check."""
    module, _ = load_checks(exercise.check_file)
    for seed in range(20):
        drawn = worlds.drawn(module, seed, exercise.slug, worlds.DEFAULT)
        for dimension, admitted in module.WORLDS.items():
            met = {getattr(world, dimension) for each in drawn.values() for world in each}
            assert isinstance(admitted, str) or met >= set(admitted)


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.slug)
def test_the_matrix_has_no_empty_cell_and_names_what_exists(exercise: catalog.Exercise) -> None:
    """A cell that names no check of the file would look covered."""
    module, checks = load_checks(exercise.check_file)
    names = {check.name for check in checks}
    keys = {*PHRASES, *BY_HAND}
    keys |= {f"{name}: {v}" for name, some in {**PHRASES, **BY_HAND}.items() for v in some}
    assert module.CELLS.keys() <= keys
    for entry in module.CELLS.values():
        assert isinstance(entry, str) or set(entry) <= names
    row = cells(module, checks)
    assert {cell.dimension for cell in row} == {*PHRASES, *BY_HAND}
    empty = [f"{cell.dimension}: {cell.value}" for cell in row if cell.sign == "✘"]
    assert not empty, "no check tries it, and no reason is given"


def test_the_matrix_is_printed() -> None:
    """A row an exercise; for one that is named, each cell with what covers it."""
    whole = _matrix()
    assert whole.code == 0
    assert "cells, 0 empty" in whole.out
    assert all(exercise.title in whole.out for exercise in catalog.load())
    one = _matrix("5")
    assert "killed within a message" in one.out
    assert "killed_within_a_message" in one.out


def _matrix(*words: str) -> commands.Done:
    words = (sys.executable, "-m", "examiner", "matrix", *words)
    with commands.place(catalog.ROOT, PYTHONPATH=str(catalog.ROOT / "tests")) as where:
        return commands.run(words, where)
