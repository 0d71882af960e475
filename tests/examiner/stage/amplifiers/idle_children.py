"""Amplifier: child processes end before they begin."""

import os
import signal
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.props.steps import counted

_HOPELESS = 30
"""Children that have done nothing, after which nothing will come of it."""


def idle_children(folder: str) -> None:
    """Let every child process end at once, with code 0; managers' servers work on.

    A pool replaces such workers for ever. So the program is ended when it has had many of them.
    """

    def idle(bootstrap: Callable[..., int]) -> Callable[..., int]:
        def idle_bootstrap(self: Any, *args: Any, **kwargs: Any) -> int:
            if not cpython.is_managers_server(self):
                if counted(os.path.join(folder, "idle-children")) >= _HOPELESS:
                    ending = getattr(signal, "SIGKILL", signal.SIGTERM)
                    os.kill(cpython.parent_of(self), ending)
                os._exit(0)
            return bootstrap(self, *args, **kwargs)

        return idle_bootstrap

    cpython.BOOTSTRAP.wrap(idle)
