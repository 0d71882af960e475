"""Amplifier: whoever sends a big message is killed in the middle of it."""

import os
import signal
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.props.steps import end_process

_BIG = 1 << 20
"""Bytes from which on a message is cut."""


def cut_messages(folder: str) -> None:
    """Let the children of this process write half of a big message to a pipe, and be killed."""
    here = os.getpid()

    def cutting(send: Callable[..., None]) -> Callable[..., None]:
        def cut(self: Any, data: Any, *arguments: Any) -> None:
            if len(data) >= _BIG and os.getpid() != here:
                send(self, data[: len(data) // 2], *arguments)
                end_process(folder, -getattr(signal, "SIGKILL", signal.SIGTERM))
            send(self, data, *arguments)

        return cut

    cpython.SEND_PART.wrap(cutting)
