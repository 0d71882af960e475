"""Amplifier: the first message is written late."""

import os
import stat
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import is_first, sleep


def late_send(folder: str, seconds: float) -> None:
    """Let the trial's first message on any pipe be written that much later.

    Behind it, the same pipe's other writers wait as well.
    """
    token = os.path.join(folder, "late-send")

    def late(send: Callable[..., None]) -> Callable[..., None]:
        def late_send_bytes(self: Any, data: Any) -> None:
            if stat.S_ISFIFO(os.fstat(self.fileno()).st_mode) and is_first(token):
                sleep(seconds)
            send(self, data)

        return late_send_bytes

    cpython.SEND_BYTES.wrap(late)
