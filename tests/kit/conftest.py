"""The order of the kit's tests: known answers are examined from the start, and asked for last."""

from collections.abc import Iterator

import known
import pytest
from background import Background


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of known answers last: their trials run beside everything else."""
    items.sort(key=lambda item: item.path.stem == "test_known_answers")


@pytest.fixture(scope="session", autouse=True)
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
