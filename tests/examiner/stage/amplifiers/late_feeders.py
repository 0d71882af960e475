"""Amplifier: what a child process leaves to a thread of its own to send is sent late."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import is_first, sleep


def late_feeders(folder: str, seconds: float) -> None:
    """Let the first message that a thread of a child process sends be that much later.

    A queue's feeder is such a thread. What it has to send after that waits behind it.
    """

    def late(send: Callable[..., None]) -> Callable[..., None]:
        def late_send_bytes(self: Any, data: Any, *arguments: Any) -> None:
            aside = threading.current_thread() is not threading.main_thread()
            if aside and multiprocessing.parent_process() is not None:
                if is_first(os.path.join(folder, f"feeder-{os.getpid()}")):
                    sleep(seconds)
            send(self, data, *arguments)

        return late_send_bytes

    cpython.SEND_BYTES.wrap(late)
