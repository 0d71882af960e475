"""Amplifier: what a child process leaves to a thread of its own to send is sent late."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import is_first, sleep


def late_feeders(folder: str, seconds: float) -> None:
    """Let the first thing that a thread of a child process is to send be that much later.

    A queue's feeder is such a thread. It is late before it takes the queue's lock: a process that
    ends meanwhile loses what it had to send, and stands in nobody's way.
    """

    def late(work: Callable[..., None]) -> Callable[..., None]:
        def work_late(*arguments: Any) -> None:
            aside = threading.current_thread() is not threading.main_thread()
            in_child = multiprocessing.parent_process() is not None
            if aside and in_child and is_first(os.path.join(folder, f"feeder-{os.getpid()}")):
                sleep(seconds)
            work(*arguments)

        return work_late

    cpython.FEED.wrap(late)
    cpython.SEND_BYTES.wrap(late)
