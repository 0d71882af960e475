"""Signals that a scene's job sends: who gets them, and what is told of whoever they end."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trials
from commands import copy_of_the_kit, place, run

from examiner.judging.judge import judge
from examiner.telling import timeline
from examiner.telling.chronicle import chronicle

HEARS = trials.program("signalled", "hears")

SENDING = """
import signal

from examiner.stage.props import pauses, sends

def play(stage, input_0, input_1=True):
    steps = {1: [sends(signal.Signals[input_0]), pauses(0.2)]}
    stage.tell("heard", stage.call("run", stage.function(steps), input_1))
"""

STARTING_SLOWLY = """
import signal

from examiner.stage.amplifiers.slow_starts import slow_starts
from examiner.stage.props import sends

def play(stage):
    stage.amplify(slow_starts, 1.0)
    steps = {1: [sends(signal.SIGTERM)]}
    stage.tell("heard", stage.call("run", stage.function(steps), True, True))
"""


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[trials.Stand]:
    """Return what runs the trials of all tests."""
    with trials.Stand(tmp_path_factory.mktemp("signalled"), slots=6) as stand:
        yield stand


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Return a copy of the kit."""
    return copy_of_the_kit(tmp_path / "kit", answers=False)


@pytest.mark.parametrize("method", trials.METHODS)
def test_sigterm_goes_to_the_caller_alone(stand: trials.Stand, method: str) -> None:
    """The child that sent it goes on, and ends as usual; the picture says who sent what."""
    outcome = stand.play(HEARS, "SIGTERM", method=method, scene=SENDING)
    assert judge(outcome, []).verdict == "passed"
    assert outcome.values("heard") == ["[['SIGTERM'], 'join', 0]"]
    cells = [cell.text for cell in timeline.cells(chronicle(outcome, []))]
    assert "sends SIGTERM to main" in cells


@pytest.mark.parametrize("method", trials.METHODS)
def test_sigint_goes_to_the_whole_group(stand: trials.Stand, method: str) -> None:
    """The child hears it as well: under fork by its parent's handler, else as an exception."""
    outcome = stand.play(HEARS, "SIGINT", method=method, scene=SENDING)
    [heard] = outcome.values("heard")
    assert heard == ("[['SIGINT'], 'join', 0]" if method == "fork" else "[['SIGINT'], 'join', 1]")
    assert judge(outcome, []).verdict == ("passed" if method == "fork" else "crashed")


def test_a_program_that_ctrl_c_ends_is_told_as_such(stand: trials.Stand) -> None:
    """It is the program that did not expect it, on its own line, and no fault of the kit's."""
    outcome = stand.play(HEARS, "SIGINT", False, scene=SENDING)
    finding = judge(outcome, [])
    assert (finding.verdict, finding.trace) == ("crashed", "")
    assert "raised KeyboardInterrupt at hears.py:" in finding.message


def test_a_program_that_sigterm_ends_is_told_as_such(stand: trials.Stand) -> None:
    """Nobody is blamed for a signal that the scene has sent."""
    finding = judge(stand.play(HEARS, "SIGTERM", False, scene=SENDING), [])
    assert finding.message == "main ended before its work was done: ended by SIGTERM"


@pytest.mark.parametrize("method", trials.METHODS)
def test_what_a_handler_raises_in_a_slow_start_comes_out_of_it(
    stand: trials.Stand, method: str
) -> None:
    """The child is started by then, and its starter does not know."""
    outcome = stand.play(HEARS, method=method, scene=STARTING_SLOWLY)
    assert outcome.values("heard") == ["[['SIGTERM'], 'start, which raised', 0]"]


def test_where_no_signal_can_be_sent_it_is_said_what_is_not_run(kit: Path) -> None:
    """A right answer passes what is left, and the reason stands above it, once."""
    words = ["grade", "ex21", "--answers", "solutions", "--start-method", "spawn", "--worlds", 0]
    with place(kit, PYTHONPATH="tests", IPC_KATA_PORTABLE="fresh") as here:
        done = run([sys.executable, "-m", "examiner", *map(str, words)], here)
    said = " ".join(done.out.split())
    assert (done.code, done.left) == (0, ())
    assert (
        said.count("Checks in which signals come are not run here, because IPC_KATA_PORTABLE") == 1
    )
    assert "Ctrl-C" not in said
    assert "8 of 8 checks passed, 0/20 points" in said
