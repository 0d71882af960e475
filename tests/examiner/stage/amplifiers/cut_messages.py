"""Amplifier: whoever sends a big message is killed in the middle of it."""

import multiprocessing
import signal
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.props.steps import end_process

_BIG = 1 << 20
"""Bytes from which on a message is cut."""


def cut_messages(folder: str) -> None:
    """Let every child process write half of a big message to a pipe, and be killed."""

    def cutting(send: Callable[..., None]) -> Callable[..., None]:
        def cut(self: Any, data: Any, *arguments: Any) -> None:
            if len(data) >= _BIG and multiprocessing.parent_process() is not None:
                send(self, data[: len(data) // 2], *arguments)
                end_process(folder, -getattr(signal, "SIGKILL", signal.SIGTERM))
            send(self, data, *arguments)

        return cut

    cpython.SEND_PART.wrap(cutting)
