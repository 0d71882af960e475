"""Amplifier: starting a process takes its starter long."""

from multiprocessing.process import BaseProcess
from typing import Any

from examiner.stage.amplifiers.replacing import sleep
from examiner.stage.where import passes_on


def slow_starts(folder: str, seconds: float) -> None:
    """Let `Process.start` return that much after the child was started, with all that comes then.

    What is raised meanwhile, by a handler of a signal say, comes out of `start`.
    """
    start = BaseProcess.start

    @passes_on
    def slow_start(self: Any) -> None:
        start(self)
        sleep(seconds)

    BaseProcess.start = slow_start  # type: ignore[method-assign]
