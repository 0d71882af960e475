"""Every right answer passes, and every wrong one is rejected by the check that is there for it."""

from collections.abc import Iterator

import known
import pytest
from background import Background

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
    assert answer.objection(background.futures[answer.name].result()) == ""
