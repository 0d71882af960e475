"""The grader's own end of a queue that an answer puts into."""

import time
from collections.abc import Callable
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import Any

from examiner.stage.props.gate import GATE_POLL
from examiner.stage.props.steps import Step


def take_all(queue: Any, process: BaseProcess, handle: Callable[[Any], None]) -> None:
    """Handle each item as it arrives, until the process that puts has ended and nothing is left.

    No end mark: what the process loses on its way out is missed, and not waited for.
    """
    reader = queue._reader
    while reader in connection.wait([reader, process.sentinel]):
        handle(queue.get())
    process.join()
    while reader.poll():
        handle(queue.get())


def wait_until_full(queue: Any, process: BaseProcess) -> None:
    """Wait until a bounded queue is full, or the process that fills it has ended."""
    while process.is_alive() and not queue.full():
        time.sleep(GATE_POLL)


class _Warming(Step):
    """Starts a queue's feeder thread, which the first put would start."""

    def __init__(self, queue: Any) -> None:
        super().__init__("warm", value=queue)

    def __call__(self, folder: str) -> None:
        with self.value._notempty:
            if self.value._thread is None:
                self.value._start_thread()


def warms(queue: Any) -> Step:
    """Start the queue's feeder thread: it outlives the call, and is not the answer's to end."""
    return _Warming(queue)


class _InTurn(Step):
    """Several steps as one."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        super().__init__("in turn", value=steps)

    def __call__(self, folder: str) -> None:
        for step in self.value:
            step(folder)


def in_turn(*steps: Step) -> Step:
    """Do these, one after the other."""
    return _InTurn(steps)
