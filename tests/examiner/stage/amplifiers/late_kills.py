"""Amplifier: a kill hits a process that is at rest."""

import os
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import sleep

_AT_REST = 0.1
"""Seconds in which a process that has nothing more to do goes to sleep."""


def late_kills(folder: str) -> None:
    """Let `terminate()` and `kill()` find the other processes at rest; nothing on Windows."""

    def late(send_signal: Callable[..., None]) -> Callable[..., None]:
        def late_signal(self: Any, number: int) -> None:
            sleep(_AT_REST)
            send_signal(self, number)

        return late_signal

    if os.name == "posix":
        cpython.SEND_SIGNAL.wrap(late)
