"""Examinations: what they share, and what they leave alone."""

from pathlib import Path

import pytest

from examiner import catalog
from examiner.facts.verdicts import Verdict
from examiner.judging.examination import DEFAULT_TIMEOUT, Examination, load_checks
from examiner.judging.results import Result
from examiner.judging.trials import Terms
from examiner.supervisor.client import Supervisor

EXERCISE = catalog.load()[0]


def submitted(examination: Examination) -> None:
    """Submit the first check."""
    module, checks = load_checks(EXERCISE.check_file)
    examination.submit(EXERCISE.slug, checks[0], module, DEFAULT_TIMEOUT)


def results(examination: Examination) -> list[Result]:
    """Wait for its results."""
    _, checks = load_checks(EXERCISE.check_file)
    return examination.results(EXERCISE.slug, checks[0])


@pytest.mark.timeout(60)
def test_one_that_is_closed_does_not_end_another() -> None:
    """Two share a supervisor; whoever is done first leaves it to the other one."""
    with Supervisor(2) as supervisor:
        first, second = (
            Examination(Terms(catalog.SOLUTIONS, seed, "fork"), supervisor) for seed in (1, 2)
        )
        submitted(first)
        submitted(second)
        with first:
            assert [result.verdict for result in results(first)] == [Verdict.PASSED]
        assert [result.verdict for result in results(second)] == [Verdict.PASSED]


@pytest.mark.timeout(60)
def test_one_without_a_supervisor_says_so(tmp_path: Path) -> None:
    """If its supervisor is closed under it, it waits for nothing, and blames no answer."""
    supervisor = Supervisor(2)
    examination = Examination(Terms(catalog.SOLUTIONS, 1, "fork"), supervisor)
    submitted(examination)
    supervisor.close()
    (result,) = results(examination)
    assert result.verdict is Verdict.EXAMINER_ERROR
    assert "called off by a close" in result.message
