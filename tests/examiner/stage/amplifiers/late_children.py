"""Amplifier: child processes come up late."""

import os
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import is_first, sleep


def late_children(folder: str, seconds: float) -> None:
    """Let every child process come up that much later.

    Under spawn and forkserver it is late before it unpickles its target and arguments.
    """
    here = os.getpid()
    if not is_first(os.path.join(folder, "late-children")):
        sleep(seconds)

    def late(bootstrap: Callable[..., int]) -> Callable[..., int]:
        def late_bootstrap(self: Any, *args: Any, **kwargs: Any) -> int:
            if os.getpid() != here:  # forked
                sleep(seconds)
            return bootstrap(self, *args, **kwargs)

        return late_bootstrap

    cpython.BOOTSTRAP.wrap(late)
