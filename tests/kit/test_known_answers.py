"""Every right answer passes, and every wrong one is rejected by the check that is there for it."""

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
    chosen = [a for a in answers if isinstance(a, known.Known) and not known.not_examined(a)]
    background = Background(chosen, tmp_path_factory.mktemp("answers"))
    yield background
    background.close()


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_a_known_answer_gets_its_verdict(background: Background, answer: known.Known) -> None:
    """A right answer passes every check; a wrong one is rejected as its header says."""
    if reason := known.not_examined(answer):
        pytest.skip(f"not run here: {reason}")
    assert answer.objection(background.futures[answer.name].result()) == ""


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.slug)
def test_right_answers_try_each_check_under_all_its_start_methods(
    exercise: catalog.Exercise,
) -> None:
    """One answer tries one start method of each check; together they leave none out."""
    _, checks = load_checks(exercise.check_file)
    answers = [answer for answer in known.right_answers() if answer.slug == exercise.slug]
    for number, check in enumerate(checks):
        places = known.places(answers).values()
        tried = {known.in_turn(check.methods, number + place) for place in places}
        assert tried == set(check.methods)
