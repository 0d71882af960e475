"""Amplifier: the first message is written late."""

import os
import stat
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import is_first, sleep
from examiner.stage.props.steps import Step


def late_send(folder: str, seconds: float, *before: Step) -> None:
    """Let the trial's first message on any pipe be written that much later.

    Behind it, the same pipe's other writers wait as well. What is to be done `before` comes first.
    """
    token = os.path.join(folder, "late-send")

    def late(send: Callable[..., None]) -> Callable[..., None]:
        def late_send_bytes(self: Any, data: Any) -> None:
            if stat.S_ISFIFO(os.fstat(self.fileno()).st_mode) and is_first(token):
                for step in before:
                    step(folder)
                sleep(seconds)
            send(self, data)

        return late_send_bytes

    cpython.SEND_BYTES.wrap(late)
