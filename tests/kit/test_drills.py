"""The drills belong together: a learner meets the same rules and the same codes in each."""

import ast
import re
from pathlib import Path

import commands
import pytest
from logs import Log
from platforms import needs_proof

from examiner import catalog
from examiner.expect.programs import CODES
from examiner.facts.calls import CALLS_LOGGED
from examiner.judging.examination import load_checks
from examiner.stage.constants import replaced

DRILLS = [exercise for exercise in catalog.load() if exercise.slug.startswith("drill")]

_CODE = re.compile(r"^    ([a-z]+(?:-[a-z]+)+) {2,}\S", re.MULTILINE)
"""A line of the prompt that explains a code."""


def codes(text: str) -> list[str]:
    """Return the codes that a prompt offers."""
    return _CODE.findall(ast.get_docstring(ast.parse(text), clean=False) or "")


def diagnosis(text: str) -> str:
    """Return the value of a module's DIAGNOSIS."""
    values = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "DIAGNOSIS"
    }
    return str(values["DIAGNOSIS"])


def test_all_drills_offer_the_same_codes() -> None:
    """Or the list would say which of them a drill needs."""
    offered = {tuple(codes(drill.pristine.read_text(encoding="utf-8"))) for drill in DRILLS}
    assert len(offered) == 1
    (only,) = offered
    assert len(set(only)) == len(only) >= 8
    assert list(only) == sorted(only) == list(CODES)


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.slug)
def test_the_reference_names_an_offered_code(drill: catalog.Exercise) -> None:
    """And the starter names none."""
    starter = drill.pristine.read_text(encoding="utf-8")
    reference = (catalog.SOLUTIONS / f"{drill.slug}.py").read_text(encoding="utf-8")
    assert diagnosis(reference) in codes(starter)
    assert diagnosis(starter) == ""


def test_what_stands_at_the_top_of_a_program_is_replaced() -> None:
    """Constants and functions are, and the lines keep their numbers; what is not there is told."""
    program = b"A, B = 1, 2\n\n\ndef f():\n    return A\n\n\nprint(f())\n"
    source, missing = replaced(program, {"A": "7", "f": "max", "g": "min"})
    assert source == b"A, B = 1, 2; A = 7\n\n\ndef f():\n    return A\nf = max\n\nprint(f())\n"
    assert missing == ["g"]


@needs_proof
@pytest.mark.parametrize("diagnosis", ["", "join_before_drain"])
def test_a_mistake_is_named_only_to_who_has_named_it(tmp_path: Path, diagnosis: str) -> None:
    """Until then it is told who waits on which line; a code may be spelled with underscores."""
    drill = catalog.select(catalog.load(), ["drill01"])[0]
    text = drill.pristine.read_text(encoding="utf-8")
    answer = text.replace('DIAGNOSIS = ""', f'DIAGNOSIS = "{diagnosis}"')
    (tmp_path / f"{drill.slug}.py").write_text(answer, encoding="utf-8")
    done = commands.grade(drill.number, "--answers", tmp_path, "--start-method", "fork")
    assert "waits in renderer.join()" in done.out
    assert ("nobody reads meanwhile" in done.out) is bool(diagnosis)
    assert ("none of the codes" in done.out) is not bool(diagnosis)
    assert not done.left


@pytest.mark.parametrize("polls", [0, CALLS_LOGGED - 10])
def test_calls_beyond_those_that_are_logged_are_nobodys_items(polls: int) -> None:
    """Who polls a lot fills its log, and what it takes afterwards is not in there."""
    (drill,) = catalog.select(DRILLS, ["documents"])
    module, _ = load_checks(drill.check_file)
    log = Log()
    log.child(101, "sealer", 1)
    for number in range(polls):
        log.call(100, "queue.put()", 2 + number, 3 + number, "queue.Full")
    logged = CALLS_LOGGED - polls
    for number in range(40):
        log.put(101, 300 + number, number)
        if number < logged:
            log.get(100, 300.6 + number, number)
    waits = module.never_waiting_by_more_than(5)
    assert waits(log.outcome()) is None
    for number in range(6):
        log.put(101, 290 + number, number)
    assert waits(log.outcome()) is not None
