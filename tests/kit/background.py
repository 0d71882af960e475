"""Examines known answers in the background, side by side."""

import queue
import threading
from concurrent.futures import Future
from pathlib import Path

import known

from examiner.judging.results import Result

SIDE_BY_SIDE = 4
"""Answers examined at a time: more than the cores, because many trials mostly wait."""


class Background:
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
