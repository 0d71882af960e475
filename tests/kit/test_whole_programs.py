"""Answers that are whole programs are run as `python file.py` runs them."""

from pathlib import Path

import pytest
import trials

from examiner import expect
from examiner.facts.verdicts import Verdict
from examiner.judging.judge import judge

SQUARES = trials.program("whole", "prints_squares")

RUN = """
def play(stage):
    stage.run_program()
"""

IMPORT = """
def play(stage):
    stage.constant("NAME")
"""


@pytest.mark.parametrize("method", trials.METHODS)
def test_a_program_runs_as_main_under_every_start_method(tmp_path: Path, method: str) -> None:
    """Its children find its functions, and what it printed is what it printed."""
    with trials.Stand(tmp_path) as stand:
        outcome = stand.play(SQUARES, method=method, scene=RUN, as_program=True)
    wanted = [expect.printed("[0, 1, 4, 9]\n")]
    assert judge(outcome, wanted).verdict is Verdict.PASSED


def test_what_it_prints_is_compared_line_by_line(tmp_path: Path) -> None:
    """A missing line is early, another line is wrong."""
    with trials.Stand(tmp_path) as stand:
        outcome = stand.play(SQUARES, scene=RUN, as_program=True)
    assert judge(outcome, [expect.printed("[0, 1, 4, 9]\nend")]).verdict is Verdict.EARLY
    assert judge(outcome, [expect.printed("[0, 1, 4, 8]")]).verdict is Verdict.WRONG


def test_a_module_constant_is_reported(tmp_path: Path) -> None:
    """The program is imported for that, and does not run."""
    with trials.Stand(tmp_path) as stand:
        outcome = stand.play(SQUARES, scene=IMPORT)
    assert judge(outcome, [expect.value("NAME", "squares", "NAME")]).verdict is Verdict.PASSED
    assert not outcome.of("start")


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_shared_objects_die_with_their_last_reference(tmp_path: Path, method: str) -> None:
    """A child that dies before it can log anything is told of by what it printed."""
    program = trials.program("whole", "loses_its_counter")
    with trials.Stand(tmp_path) as stand:
        finding = judge(stand.play(program, method=method, scene=RUN, as_program=True), [])
    assert finding.verdict is Verdict.CRASHED
    assert "died while it was starting: FileNotFoundError" in finding.message
    assert "had lost its last reference in its parent" in finding.message
