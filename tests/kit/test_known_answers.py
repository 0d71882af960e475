"""Every right answer passes, every wrong one gets its verdict, every check is needed."""

import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import known
import pytest

from examiner import catalog
from examiner.examination import load_checks
from examiner.scorecard import Result

SIDE_BY_SIDE = 3
"""Answers examined at a time: more than the cores, because the trials of many mostly wait."""

PATIENCE = 900
"""Seconds: the backstop for a test whose answer stands at the end of the queue."""

ANSWERS = [*known.wrong_answers(), *known.right_answers()]

pytestmark = pytest.mark.timeout(PATIENCE)


class Bench:
    """Examines all chosen answers side by side, in the order of the tests."""

    def __init__(self, answers: list[known.Known], folder: Path) -> None:
        self.futures: dict[str, Future[list[Result]]] = {a.name: Future() for a in answers}
        self._todo: queue.SimpleQueue[known.Known] = queue.SimpleQueue()
        for answer in answers:
            self._todo.put(answer)
        self._examiners = [known.Examiner(folder / str(n)) for n in range(SIDE_BY_SIDE)]
        self._threads = [threading.Thread(target=self._work, args=(e,)) for e in self._examiners]
        for thread in self._threads:
            thread.start()

    def _work(self, examiner: known.Examiner) -> None:
        while True:
            try:
                answer = self._todo.get_nowait()
            except queue.Empty:
                examiner.close()
                return
            future = self.futures[answer.name]
            try:
                future.set_result(examiner.examine(answer))
            except BaseException as error:  # noqa: BLE001 - it is raised where the result is wanted
                future.set_exception(error)

    def close(self) -> None:
        """Forget what has not begun, and wait for what has."""
        while not self._todo.empty():
            self._todo.get_nowait()
        for thread in self._threads:
            thread.join()


@pytest.fixture(scope="module")
def bench(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:
    """Examine the answers of all tests that will run."""
    parameters = [getattr(item, "callspec", None) for item in request.session.items]
    answers = [spec.params.get("answer") for spec in parameters if spec is not None]
    chosen = [answer for answer in answers if isinstance(answer, known.Known)]
    bench = Bench(chosen, tmp_path_factory.mktemp("answers"))
    yield bench
    bench.close()


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_a_known_answer_gets_its_verdict(bench: Bench, answer: known.Known) -> None:
    """A right answer passes under every start method; a wrong one is rejected as its header says."""
    results = bench.futures[answer.name].result()
    first = known.first_failure(results)
    verdict = "passed" if first is None else str(first.verdict)
    seen = "" if first is None else f"{first.title} ({first.method}): {first.message}"
    assert verdict in (answer.verdicts or {"passed"}), seen
    if answer.method is not None and first is not None:
        assert first.method == answer.method, seen


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.slug)
def test_every_check_is_the_first_to_reject_a_wrong_answer(
    request: pytest.FixtureRequest, bench: Bench, exercise: catalog.Exercise
) -> None:
    """A check that rejects nothing of its own would not be missed."""
    needed = [answer for answer in known.wrong_answers() if answer.slug == exercise.slug]
    if any(answer.name not in bench.futures for answer in needed):
        pytest.skip("needs all wrong answers of the exercise")
    firsts = (known.first_failure(bench.futures[answer.name].result()) for answer in needed)
    useful = {first.name for first in firsts if first is not None}
    _, checks = load_checks(exercise.check_file)
    assert [check.name for check in checks if check.name not in useful] == []
