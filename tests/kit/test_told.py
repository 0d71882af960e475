"""What is told of a failure names its cause: who did what, to which object, on which line."""

from collections.abc import Iterator

import pytest
from platforms import needs_proof
from trials import SCENE, Program, Stand, programs

from examiner.judging.judge import judge
from examiner.telling import explain

pytestmark = [needs_proof, pytest.mark.timeout(120)]

RUN = """
def play(stage):
    stage.run_program()
"""

WITH_A_STEP = """
from examiner.stage import props

def play(stage):
    stage.call("run", stage.function({{1: [props.{step}()]}}))
"""
"""`run` is given a function that comes to that step at 1."""

CASES = [(each, method) for each in programs("told") for method in each.methods]


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """Return what runs the trials of all tests."""
    with Stand(tmp_path_factory.mktemp("told"), slots=6) as stand:
        yield stand


@pytest.mark.parametrize(("program", "method"), CASES, ids=str)
def test_what_is_told_names_the_cause(stand: Stand, program: Program, method: str) -> None:
    """Word for word, as the program's docstring has it."""
    whole = bool(program.header("runs"))
    scene = RUN if whole else SCENE
    if step := program.header("step"):
        scene = WITH_A_STEP.format(step=step)
    outcome = stand.play(program, method=method, scene=scene, as_program=whole)
    finding = judge(outcome, [])
    told = " ".join(explain.explain(outcome, finding, explain.waiting(outcome)))
    assert (finding.verdict, finding.trace) == (program.header("verdict"), ""), told
    assert program.header("says") in told
    assert program.header("never") in ("", None) or program.header("never") not in told
