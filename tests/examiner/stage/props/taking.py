"""The grader's own end of a queue that an answer puts into."""

import time
from collections.abc import Callable
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import Any

from examiner.stage import cpython
from examiner.stage.props.gate import GATE_POLL


def take_all(queue: Any, process: BaseProcess, handle: Callable[[Any], None]) -> None:
    """Handle each item as it arrives, until the process that puts has ended and nothing is left.

    No end mark: what the process loses on its way out is missed, and not waited for.
    """
    reader = cpython.reader(queue)
    while reader in connection.wait([reader, process.sentinel]):
        handle(queue.get())
    process.join()
    while reader.poll():
        handle(queue.get())


def wait_until_full(queue: Any, process: BaseProcess) -> None:
    """Wait until a bounded queue is full, or the process that fills it has ended."""
    while process.is_alive() and not queue.full():
        time.sleep(GATE_POLL)
