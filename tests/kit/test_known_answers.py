"""Every right answer passes, every wrong one gets its verdict, every check is needed."""

from collections.abc import Iterator

import known
import pytest
from background import Background

from examiner import catalog
from examiner.judging.examination import load_checks

PATIENCE = 900
"""Seconds: the backstop for a test whose answer stands at the end of the queue."""

ANSWERS = [*known.wrong_answers(), *known.right_answers()]

pytestmark = pytest.mark.timeout(PATIENCE)


@pytest.fixture(scope="module")
def background(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Background]:
    """Examine the answers of all tests that will run."""
    parameters = [getattr(item, "callspec", None) for item in request.session.items]
    answers = [spec.params.get("answer") for spec in parameters if spec is not None]
    chosen = [answer for answer in answers if isinstance(answer, known.Known)]
    background = Background(chosen, tmp_path_factory.mktemp("answers"))
    yield background
    background.close()


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_a_known_answer_gets_its_verdict(background: Background, answer: known.Known) -> None:
    """A right answer passes a default grade; a wrong one is rejected as its header says."""
    results = background.futures[answer.name].result()
    first = known.first_failure(results)
    verdict = "passed" if first is None else str(first.verdict)
    seen = "" if first is None else f"{first.title} ({first.method}): {first.message}"
    assert verdict in (answer.verdicts or {"passed"}), seen
    if answer.method is not None and first is not None:
        assert first.method == answer.method, seen


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.slug)
def test_every_check_is_the_first_to_reject_a_wrong_answer(
    request: pytest.FixtureRequest, background: Background, exercise: catalog.Exercise
) -> None:
    """A check that rejects nothing of its own would not be missed."""
    needed = [answer for answer in known.wrong_answers() if answer.slug == exercise.slug]
    if any(answer.name not in background.futures for answer in needed):
        pytest.skip("needs all wrong answers of the exercise")
    firsts = (known.first_failure(background.futures[answer.name].result()) for answer in needed)
    useful = {first.name for first in firsts if first is not None}
    _, checks = load_checks(exercise.check_file)
    assert [check.name for check in checks if check.name not in useful] == []
