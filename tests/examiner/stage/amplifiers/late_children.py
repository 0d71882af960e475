"""Amplifier: child processes come up late."""

import os
import sys
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import is_first, sleep
from examiner.stage.props.steps import counted


def late_children(folder: str, seconds: float, count: int = sys.maxsize, spared: int = 0) -> None:
    """Let every child process come up that much later, or `count` of them after those `spared`.

    Under spawn and forkserver it is late before it unpickles its target and arguments.
    """
    here = os.getpid()

    def be_late() -> None:
        if spared < counted(os.path.join(folder, "late-ones")) <= spared + count:
            sleep(seconds)

    if not is_first(os.path.join(folder, "late-children")):
        be_late()

    def late(bootstrap: Callable[..., int]) -> Callable[..., int]:
        def late_bootstrap(self: Any, *args: Any, **kwargs: Any) -> int:
            if os.getpid() != here:  # forked
                be_late()
            return bootstrap(self, *args, **kwargs)

        return late_bootstrap

    cpython.BOOTSTRAP.wrap(late)
