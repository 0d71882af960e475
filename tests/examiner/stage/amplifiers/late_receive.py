"""Amplifier: the first message is read late, in the middle of it."""

import multiprocessing
import os
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import is_first, sleep
from examiner.stage.props.steps import Step

_HEADER = 4
"""Bytes that say how long a message is; it is read on its own."""


def late_receive(folder: str, seconds: float, *before: Step) -> None:
    """Let the first child process that knows how long a message is read it that much later.

    Who reads from the same pipe meanwhile gets what belongs to that message. What is to be done
    `before` comes first.
    """
    token = os.path.join(folder, "late-receive")

    def late(receive: Callable[..., Any]) -> Callable[..., Any]:
        def late_recv(self: Any, size: int, *arguments: Any) -> Any:
            part = receive(self, size, *arguments)
            in_a_child = multiprocessing.parent_process() is not None
            if size == _HEADER and in_a_child and is_first(token):
                for step in before:
                    step(folder)
                sleep(seconds)
            return part

        return late_recv

    cpython.RECEIVE_PART.wrap(late)
